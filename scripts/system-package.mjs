import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Installs a package of Debian's or Ubuntu's, as root or with a sudo that asks for nothing; elsewhere does nothing. */
export function installSystemPackage(name) {
  if (!existsSync('/etc/debian_version')) return
  const sudo = process.getuid?.() === 0 ? '' : 'sudo -n '
  if (sudo && !attempt(() => execSync('sudo -n true', { stdio: 'ignore' }))) return
  run(`${sudo}apt-get update`)
  run(`${sudo}env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${name}`)
}

/** Runs a shell command, shown, and throws when it fails. */
export function run(command) {
  console.log(`$ ${command}`)
  execSync(command, { stdio: ['ignore', 'inherit', 'inherit'] })
}

/** Whether `action` did not throw. */
export function attempt(action) {
  try {
    action()
    return true
  } catch {
    return false
  }
}
