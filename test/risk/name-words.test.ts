import { expect, test } from 'vitest'
import { nameWords } from '../../src/risk/name-words.js'

test.each([
  ['create_issue', ['create', 'issue']],
  ['createIssue', ['create', 'issue']],
  ['CreateIssue', ['create', 'issue']],
  ['create-issue', ['create', 'issue']],
  ['CREATE_ISSUE', ['create', 'issue']],
  ['create issue', ['create', 'issue']],
  ['HTTPGet', ['http', 'get']],
  ['readURL', ['read', 'url']],
  ['getHTTPStatusCode', ['get', 'http', 'status', 'code']],
  ['s3_delete2', ['s', 'delete']],
  ['ｄｅｌｅｔｅＦｉｌｅ', ['delete', 'file']],
  ['löscheDatei', ['lösche', 'datei']],
  ['删除_file', ['删除', 'file']],
  ['_private_', ['private']],
  ['', []],
  ['123', []],
  ['__', []],
])('%s is taken apart', (name, own) => {
  expect(nameWords(name)).toEqual({ namespaces: [], own })
})

test.each([
  ['mcp__github__create_issue', [['mcp'], ['github']], ['create', 'issue']],
  ['fs.readFile', [['fs']], ['read', 'file']],
  ['browser:click', [['browser']], ['click']],
  ['my-server/tools/run_it', [['my', 'server'], ['tools']], ['run', 'it']],
  ['send_email.v2', [['send', 'email']], ['v']],
  ['__init__', [], ['init']],
  ['delete.', [], ['delete']],
])('%s has namespaces', (name, namespaces, own) => {
  expect(nameWords(name)).toEqual({ namespaces, own })
})
