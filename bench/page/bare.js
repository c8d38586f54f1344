/** IndexedDB with nothing around it: a store of texts under increasing keys. */
export async function openBare() {
  const db = await open()
  return {
    /** Adds texts in one strict transaction and resolves once it is complete. */
    add: (texts) =>
      commit(db, (journal) => {
        for (const text of texts) journal.add(text)
      }),
    /** Replaces the one whole image. */
    put: (image) => commit(db, (journal) => journal.put(image, 0)),
  }
}

function commit(db, request) {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction('journal', 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    request(transaction.objectStore('journal'))
    transaction.commit()
  })
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('bare', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('journal', { autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
