import { inBatches } from './sql-trail.js'

/** IndexedDB with nothing around it: texts under increasing keys, in strict transactions. What no log can be faster than. */
export async function open() {
  const store = await openTexts('bare')
  return {
    form: 'frame',
    fillForm: 'frame',
    add: (text) => store.add([text]),
    // As one value, which takes a seventh of the time that one each takes.
    addMany: (texts) => store.add([texts]),
    fill: async (texts) => {
      for (const batch of inBatches(texts)) await store.add(batch)
    },
    count: store.count,
    close: store.close,
  }
}

/** A store of values of the database `name`. What writes resolves once it is on the disk. */
export async function openTexts(name) {
  const db = await connect(name)
  const write = (request) => commit(db, request)
  const read = (request) => answer(request(db.transaction('values').objectStore('values')))
  return {
    add: (texts) =>
      write((values) => {
        for (const text of texts) values.add(text)
      }),
    put: (value, key) => write((values) => values.put(value, key)),
    get: (key) => read((values) => values.get(key)),
    count: () => read((values) => values.count()),
    close: () => db.close(),
  }
}

function commit(db, request) {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction('values', 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    request(transaction.objectStore('values'))
    transaction.commit()
  })
}

function connect(name) {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => request.result.createObjectStore('values', { autoIncrement: true })
  return answer(request)
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
