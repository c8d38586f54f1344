import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')

const program = `
import { AuditError, openAuditStore, type AuditEntryInput } from './tallystick/index.js'
import { auditStoreContract, faultyPersistence } from './tallystick/testing/index.js'

interface Parameters { path: string }
const parameters: Parameters = { path: 'a' }
const input: AuditEntryInput = { sessionId: 's', stepId: '1', toolName: 't', riskLevel: 'safe', parameters, agentId: undefined }
const store = await openAuditStore({ memory: true, retention: { days: 3, byRisk: { critical: 5 } }, wasm: new Uint8Array() })
const entry = await store.log(input)
const page = await store.query({ riskLevel: ['safe', 'critical'], cursor: entry })
await store.query({ cursor: page.at(-1) })
for await (const { toolName } of store.entries()) toolName.trim()
await store.importEntries(store.streamNdjson())
export const used = [AuditError, auditStoreContract, faultyPersistence]
`

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-types-'))
  compile(['-p', join(root, 'tsconfig.build.json'), '--emitDeclarationOnly', '--outDir', join(folder, 'tallystick')])
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'program.ts'), program)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** What the compiler has to say; it says nothing where all is well. */
function compile(options: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [compiler, ...options], { cwd: root, encoding: 'utf8' })
  } catch (error) {
    return String(Object(error).stdout)
  }
}

test.each([
  ['a browser', ['ES2022', 'DOM'], []],
  ['Node, without the types of browsers', ['ES2022'], ['node']],
])('a strict program for %s compiles against the declarations, which are checked too', (_, lib, types) => {
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false }
  const modules = { module: 'NodeNext', target: 'ES2022', noEmit: true, typeRoots: [join(root, 'node_modules/@types')] }
  const config = { compilerOptions: { ...strict, ...modules, lib, types }, files: ['program.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  expect(compile(['-p', folder])).toBe('')
})
