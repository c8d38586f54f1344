/** The shortest program with each of them: what it downloads until it has done that. */
const programs = {
  'tallystick-log': () => import('./tallystick-log.js'),
  'tallystick-ask': () => import('./tallystick-ask.js'),
  dexie: () => import('./dexie.js'),
  'idb-keyval': () => import('./idb-keyval.js'),
  pglite: () => import('./pglite.js'),
  'sql-js': () => import('./sql-js.js'),
  'sqlite-wasm': () => import('./sqlite-wasm.js'),
  sqlocal: () => import('./sqlocal.js'),
  'wa-sqlite': () => import('./wa-sqlite.js'),
}

globalThis.bench = async (name) => {
  const { default: run } = await programs[name]()
  await run()
}
