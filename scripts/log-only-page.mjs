import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import * as vite from 'vite'

const root = fileURLToPath(new URL('../.reports/log-only-page', import.meta.url))

/** The shortest page that logs: all that it downloads beside these lines is Tallystick's, or comes with the bundler. */
const script = `import { openAuditStore } from 'tallystick'
const store = await openAuditStore()
await store.log({ sessionId: 'page', stepId: '1', toolName: 'page_open', riskLevel: 'safe' })
`
const html = '<!doctype html><title>Logs</title><script type="module" src="./page.js"></script>'

/** The scripts that the page downloads as Vite builds it with the settings of the README: none. */
export async function builtByVite() {
  writePage()
  const outDir = join(root, 'vite')
  const { output } = await vite.build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  })
  const entry = output.find(({ isEntry }) => isEntry)
  const importsOf = (name) => output.find(({ fileName }) => fileName === name)?.imports ?? []
  return withImports(entry.fileName, importsOf).map((name) => join(outDir, name))
}

/** The scripts that the page downloads as esbuild cuts it. */
export async function builtByEsbuild() {
  writePage()
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['page.js'],
    outdir: 'esbuild',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    tsconfigRaw: {},
    metafile: true,
  })
  const importsOf = (name) =>
    metafile.outputs[name].imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path)
  return withImports('esbuild/page.js', importsOf).map((name) => join(root, name))
}

/** A chunk and those that are loaded before it runs. */
function withImports(entry, importsOf) {
  const chunks = new Set([entry])
  for (const chunk of chunks) for (const imported of importsOf(chunk)) chunks.add(imported)
  return [...chunks]
}

function writePage() {
  mkdirSync(root, { recursive: true })
  writeFileSync(join(root, 'page.js'), script)
  writeFileSync(join(root, 'index.html'), html)
}
