import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/**
 * Keeps the public API in `api/`, one file an entry point: every exported name with its signature, in the order of the
 * alphabet, without comments. The check fails when the code says otherwise; `npm run api` writes the files anew, so
 * that a change to the API shows in review as a difference.
 */
const entryPoints = {
  tallystick: 'dist/index.d.ts',
  'tallystick-inspector': 'dist/inspector/index.d.ts',
  'tallystick-testing': 'dist/testing/index.d.ts',
}
const write = process.argv.includes('--write')

process.chdir(fileURLToPath(new URL('../', import.meta.url)))
const options = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, strict: true }
const program = ts.createProgram(Object.values(entryPoints), { ...options, lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'] })
const checker = program.getTypeChecker()
const printer = ts.createPrinter({ removeComments: true })

mkdirSync('api', { recursive: true })
for (const [name, file] of Object.entries(entryPoints)) settle(`api/${name}.d.ts`, describe(file))

function settle(path, text) {
  const present = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (present === text) return console.log(`${path} is up to date`)
  if (write) return writeFileSync(path, text)
  console.log(`${path} differs from the code.\n`)
  for (const line of difference(present, text)) console.log(line)
  console.log('\nIf that is meant: `npm run api`, and commit the difference.')
  process.exitCode = 1
}

function describe(file) {
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error(`${file} is missing or exports nothing; run npm run build`)
  const symbols = checker.getExportsOfModule(module)
  const names = new Set(symbols.map((symbol) => symbol.name))
  const parts = symbols.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((symbol) => signature(symbol))
  const hidden = [...mentioned(symbols)].filter((name) => !names.has(name)).toSorted((a, b) => (a < b ? -1 : 1))
  return `${parts.join('\n\n')}\n${hidden.length > 0 ? `\n// Mentioned, not exported: ${hidden.join(', ')}\n` : ''}`
}

function signature(symbol) {
  return declarations(symbol)
    .map((node) => printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()))
    .join('\n')
}

function declarations(symbol) {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  return (target.declarations ?? []).map((node) => (ts.isVariableDeclaration(node) ? node.parent.parent : node))
}

/** The names of our own types that the signatures use. */
function mentioned(symbols) {
  const found = new Set()
  const visit = (node) => {
    if (ts.isTypeReferenceNode(node)) note(node.typeName)
    ts.forEachChild(node, visit)
  }
  const note = (name) => {
    const symbol = checker.getSymbolAtLocation(name)
    const [declaration] = symbol ? declarations(symbol) : []
    if (declaration && !ts.isTypeParameterDeclaration(declaration) && isOurs(declaration)) found.add(name.getText())
  }
  for (const symbol of symbols) declarations(symbol).forEach(visit)
  return found
}

function isOurs(node) {
  return /\/dist\//.test(node.getSourceFile().fileName) && !node.getSourceFile().fileName.includes('node_modules')
}

function difference(before, after) {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  return [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ]
}
