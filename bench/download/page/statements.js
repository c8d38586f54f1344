export const create = 'CREATE TABLE IF NOT EXISTS journal (id INTEGER PRIMARY KEY, tool TEXT)'
export const insert = "INSERT INTO journal (tool) VALUES ('page_open')"
export const ask = 'SELECT * FROM journal'
