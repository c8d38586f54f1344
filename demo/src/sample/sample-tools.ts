import type { RiskLevel } from 'tallystick'

/** A tool as it appears in the sample data. */
export interface SampleTool {
  readonly toolName: string
  readonly riskLevel: RiskLevel
  /** How often it is called, against the others. */
  readonly share: number
  readonly typicalMs: number
  /** From 0 to 1. */
  readonly failing: number
  readonly parameters: (n: number) => object
}

const files = ['notes.md', 'src/index.ts', 'report.csv', 'config.json', 'README.md']

/** What the agents of the sample data call. */
export const sampleTools: readonly SampleTool[] = [
  { ...tool('file_read', 'safe', 34, 8), parameters: (n) => ({ path: file(n) }) },
  { ...tool('search_files', 'safe', 18, 120), parameters: (n) => ({ query: `invoice ${n % 400}`, limit: 20 }) },
  { ...tool('web_fetch', 'safe', 12, 640), failing: 0.09, parameters: (n) => ({ url: `https://example.com/${n}` }) },
  { ...tool('file_write', 'moderate', 16, 14), parameters: (n) => ({ path: file(n), content: `line ${n}` }) },
  { ...tool('calendar_update', 'moderate', 8, 210), parameters: (n) => ({ event: n % 900, shiftMinutes: 30 }) },
  { ...tool('send_email', 'destructive', 5, 380), parameters: (n) => ({ to: `customer${n % 200}@example.com` }) },
  { ...tool('file_delete', 'destructive', 4, 6), parameters: (n) => ({ path: file(n) }) },
  { ...tool('shell', 'destructive', 2, 2300), failing: 0.14, parameters: (n) => ({ command: `make build-${n % 30}` }) },
  { ...tool('pay_invoice', 'critical', 1, 900), parameters: (n) => ({ invoice: `S-${n}`, amount: n % 700 }) },
]

function tool(
  toolName: string,
  riskLevel: RiskLevel,
  share: number,
  typicalMs: number,
): Omit<SampleTool, 'parameters'> {
  return { toolName, riskLevel, share, typicalMs, failing: 0.02 }
}

function file(n: number): string {
  return files[n % files.length] ?? ''
}
