import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const families = {
  'Liberation Sans': ['system-ui', 'sans-serif', 'sans'],
  'Liberation Mono': ['ui-monospace', 'monospace'],
}

/**
 * Makes Chromium on Linux take the Liberation fonts for the system's own, where they are installed: pictures then differ less
 * from machine to machine. `env` is for its process; `remove()` takes the file away that it names.
 */
export function plainFonts() {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-fonts-'))
  const file = join(folder, 'fonts.conf')
  const rules = Object.entries(families).flatMap(([family, names]) => names.map((name) => rule(name, family)))
  writeFileSync(
    file,
    `<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${rules.join('')}</fontconfig>`,
  )
  return { env: { FONTCONFIG_FILE: file }, remove: () => rmSync(folder, { recursive: true }) }
}

function rule(name, family) {
  return `<match target="pattern"><test name="family"><string>${name}</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>${family}</string></edit></match>`
}
