import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const root = fileURLToPath(new URL('../', import.meta.url))
const require = createRequire(import.meta.url)
const wasm = require.resolve('sql.js/dist/sql-wasm.wasm')

/** In the standalone folder, the module that knows where the WebAssembly lies has it beside itself. */
const wasmBeside = {
  name: 'wasm-beside',
  setup(build) {
    build.onLoad({ filter: /dist.platform.browser-wasm\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      const contents = source.replace('../sql-wasm.wasm', './sql-wasm.wasm')
      return contents === source ? { errors: [{ text: `No address of sql-wasm.wasm in ${path}` }] } : { contents }
    })
  },
}

process.chdir(root)
rmSync('dist', { recursive: true, force: true })
const tsc = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
if (tsc.status !== 0) process.exit(1)
cpSync(wasm, 'dist/sql-wasm.wasm')
await bundleStandalone()

/**
 * What a page without a bundler loads: one folder to copy, in which sql.js stays a chunk of its own that is loaded
 * with the first question, and the store is there once for the page and the inspector. The worker is one file, since all of
 * it is needed as soon as it is started.
 */
async function bundleStandalone() {
  const settings = {
    outdir: 'dist/standalone',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    tsconfigRaw: {},
    legalComments: 'external',
    plugins: [wasmBeside],
  }
  await esbuild.build({
    ...settings,
    entryPoints: { index: 'dist/index.js', inspector: 'dist/inspector/index.js' },
    chunkNames: '[name]-[hash]',
    splitting: true,
  })
  await esbuild.build({ ...settings, entryPoints: { worker: 'dist/worker/worker.js' } })
  cpSync(wasm, 'dist/standalone/sql-wasm.wasm')
}
