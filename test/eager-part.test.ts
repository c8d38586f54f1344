import { fileURLToPath } from 'node:url'
import { build, type Metafile, type OutputFile } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))

/** The sources as a bundler for browsers puts them into chunks. */
async function chunks(): Promise<{ readonly outputs: Metafile['outputs']; readonly files: readonly OutputFile[] }> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/index.ts'],
    alias: { '#platform': `${root}src/platform/browser.ts` },
    outdir: 'chunks',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    tsconfigRaw: {},
    write: false,
    metafile: true,
  })
  return { outputs: metafile.outputs, files: outputFiles }
}

/** The chunk of the entry point and all that it imports before it runs. */
function eagerChunks(outputs: Metafile['outputs']): string[] {
  const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === 'src/index.ts')
  const eager = new Set(entry === undefined ? [] : [entry])
  for (const path of eager) {
    for (const { kind, path: imported } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') eager.add(imported)
    }
  }
  return [...eager]
}

describe('what a page downloads that only logs', () => {
  let modules: readonly string[]
  let text: string

  beforeAll(async () => {
    const { outputs, files } = await chunks()
    const eager = eagerChunks(outputs)
    modules = eager.flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}))
    text = files
      .filter(({ path }) => eager.some((chunk) => path.endsWith(chunk)))
      .map((file) => file.text)
      .join('\n')
  })

  test('has what logging needs', () => {
    expect(modules).toContain('src/store/writer.ts')
    expect(modules).toContain('src/storage/sqljs/sqljs.ts')
    expect(text).toContain('openAuditStore')
  })

  test('has neither sql.js nor any SQL', () => {
    expect(modules.filter((path) => path.includes('sql.js'))).toEqual([])
    expect(text).not.toMatch(/\bSELECT\b|\bINSERT INTO\b|\bCREATE TABLE\b|\bPRAGMA\b/)
  })

  test('has no schemas of foreign data', () => {
    expect(modules.filter((path) => path.includes('/zod/'))).toEqual([])
  })

  test('has no question, no import, no export and no writing of images', () => {
    const lazy =
      /src\/(import\/|export\/(csv|json|encoder)|store\/(archive|importer|exporter|reader|resolve-query|pages|purge-rules)|storage\/sqljs\/(replica|compactor|database|reading-side)\.|persistence\/indexeddb\/image-writer|platform\/browser-wasm)/
    expect(modules.filter((path) => lazy.test(path))).toEqual([])
  })
})
