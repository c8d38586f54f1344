import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Packs the package as npm would publish it, and checks the tarball: only what users need is in it (dist and docs), the
 * entry points resolve (publint), and their types do (attw).
 */
const allowed = /^(dist\/.*|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/
const folder = '.reports/package'

process.chdir(fileURLToPath(new URL('../', import.meta.url)))
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  }),
)
const foreign = packed.files.map(({ path }) => path).filter((path) => !allowed.test(path))
for (const path of foreign) console.log(`Does not belong in the package: ${path}`)
const tarball = join(folder, packed.filename)
console.log(
  `${tarball}: ${packed.files.length} files, ${Math.round(packed.size / 1024)} kB, unpacked ${Math.round(packed.unpackedSize / 1024)} kB`,
)

const sound = [run('publint', [tarball, '--strict']), run('attw', [tarball, '--profile', 'esm-only'])]
if (foreign.length > 0 || sound.includes(false)) process.exitCode = 1

function run(name, args) {
  return spawnSync(name, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
}
