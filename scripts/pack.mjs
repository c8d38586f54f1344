import { execSync } from 'node:child_process'
import { mkdirSync, renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Packs the package as npm would publish it, to .reports/package.tgz, and fails when anything is in it but what users
// need: dist and docs.
const allowed = /^(dist\/.*|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/

process.chdir(fileURLToPath(new URL('../', import.meta.url)))
mkdirSync('.reports', { recursive: true })

const output = execSync('npm pack --json --ignore-scripts --pack-destination .reports', {
  stdio: ['ignore', 'pipe', 'ignore'],
})
const [{ filename, files, size, unpackedSize }] = JSON.parse(output.toString())
renameSync(`.reports/${filename}`, '.reports/package.tgz')
const kilobytes = (bytes) => `${Math.round(bytes / 1024)} kB`
console.log(`${filename}: ${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`)

const foreign = files.map(({ path }) => path).filter((path) => !allowed.test(path))
for (const path of foreign) console.log(`Does not belong in the package: ${path}`)
if (foreign.length > 0) process.exitCode = 1
