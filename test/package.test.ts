import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'

const project = fileURLToPath(new URL('../', import.meta.url))

/** What a bundler makes of the built package for browsers, sql.js left out, and what each module of it imports. */
async function bundled(contents: string): Promise<{ text: string; imports: readonly string[] }> {
  const result = await esbuild.build({
    stdin: { contents, resolveDir: `${project}dist` },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    external: ['sql.js/*'],
    tsconfigRaw: {},
    logLevel: 'silent',
  })
  const imports = Object.values(result.metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path))
  return { text: result.outputFiles.map((file) => file.text).join('\n'), imports }
}

describe('tallystick for a browser', () => {
  let all: { text: string; imports: readonly string[] }
  beforeAll(async () => {
    all = await bundled("export * from './index.js'")
  })

  test('holds every part, those that are loaded later too', () => {
    for (const part of ['store/archive.js', 'storage/sqljs/local-reading-side.js', 'indexeddb/image-writer.js']) {
      expect(all.imports.some((path) => path.endsWith(part))).toBe(true)
    }
  })

  test('has nothing of Node in it', () => {
    expect(all.text).not.toMatch(/["'`]node:/)
    expect(all.imports.filter((path) => builtinModules.includes(path) || path.startsWith('node:'))).toEqual([])
    expect(all.imports.filter((path) => /persistence\/file|platform\/(?:node|edge)/.test(path))).toEqual([])
  })

  test('keeps the elements of the inspector, which are imported for what they do', async () => {
    const { text } = await bundled("import './inspector/index.js'")
    for (const name of ['audit-inspector', 'audit-entries', 'audit-detail', 'audit-timeline', 'audit-actions']) {
      expect(text).toMatch(new RegExp(`customElements\\.define\\(["']${name}["']`))
    }
  })

  test('asks for nothing outside of the folder for plain pages', async () => {
    const { text, imports } = await bundled("export * from './standalone/index.js'")
    expect(imports.length).toBeGreaterThan(5)
    expect(imports.filter((path) => !path.includes('/standalone/'))).toEqual([])
    expect(text).not.toMatch(/["'`]node:/)
  })
})
