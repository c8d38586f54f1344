import { describe, expect, test } from 'vitest'
import { riskClassifier } from '../../src/risk/classify-by-name.js'

const classify = riskClassifier()
const levelOf = (toolName: string): string => classify({ toolName, parameters: {} }).riskLevel

describe('the words of a name', () => {
  test.each([
    'read_file',
    'listIssues',
    'GetUser',
    'web_search',
    'HTTPGet',
    'readURL',
    'git_status',
    'codebase-search',
  ])('%s is safe', (name) => expect(levelOf(name)).toBe('safe'))

  test.each([
    'write_file',
    'updateUser',
    'create-issue',
    'browser_click',
    'navigate',
    'form_submit',
    'git_push',
    'query',
  ])('%s is moderate', (name) => expect(levelOf(name)).toBe('moderate'))

  test.each(
    [
      'delete_user',
      'removeFile',
      'DropTable',
      'overwrite',
      'send-email',
      'execute_sql',
      'pay_invoice',
      'user_delete',
    ].concat(
      ['Bash', 'shell', 'local_shell', 'exec', 'run_command', 'run_terminal_cmd', 'run_in_terminal', 'eval', 'ssh'],
      ['merge_pull_request', 'slack_post_message', 'deploy', 'cancel_order', 'kubectl-delete', 'rm', 'delete2'],
    ),
  )('%s is destructive', (name) => expect(levelOf(name)).toBe('destructive'))

  test.each(
    ['get_credentials', 'set_permissions', 'deploy_to_production', 'transfer_money', 'wipeDisk', 'readSecret'].concat([
      'listAPIKeys',
      'rotate-api-key',
      'reset_password',
      'sudo',
      'chmod',
      'factoryReset',
      'mcp__vault__read_secret',
    ]),
  )('%s is critical', (name) => expect(levelOf(name)).toBe('critical'))

  test.each(['frobnicate', 'computer', '删除文件', 'sequentialthinking', '_', '42', ''])('%j is unknown', (name) => {
    expect(levelOf(name)).toBe('moderate')
  })

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', '__defineGetter__'])(
    '%s is a name like any other',
    (name) => expect(levelOf(name)).toBe('moderate'),
  )

  test('a word of every object is no known word', () => {
    expect(levelOf('get_constructor')).toBe('safe')
    expect(levelOf('delete_constructor')).toBe('destructive')
  })
})

describe('a safe verb in front', () => {
  test.each(['get_delivery_status', 'list_deleted_files', 'read_send_queue', 'check_payment_request', 'can_send_mms'])(
    'makes the rest of %s what is looked at',
    (name) => expect(levelOf(name)).toBe('safe'),
  )

  test.each(['get_refund', 'fetchPayment', 'has_delete', 'list_refunds', 'search_executions', 'view_payments'])(
    'may be followed by a noun, as in %s',
    (name) => expect(levelOf(name)).toBe('safe'),
  )

  test.each([
    ['list_delete', 'destructive'],
    ['searchExecute', 'destructive'],
    ['search_replace', 'moderate'],
    ['read_write_file', 'moderate'],
    ['status_update', 'moderate'],
    ['reading_list_delete', 'destructive'],
    ['settings_delete', 'destructive'],
    ['listings_remove_all', 'destructive'],
  ])('may be the noun of the verb behind it: %s', (name, level) => expect(levelOf(name)).toBe(level))

  test.each([
    ['search_and_replace', 'moderate'],
    ['getOrCreate', 'moderate'],
    ['fetch-and-execute', 'destructive'],
    ['find_one_and_delete', 'destructive'],
    ['read_then_send_mail', 'destructive'],
    ['list_names_and_addresses', 'safe'],
    ['list_delete_and_get', 'destructive'],
  ])('reaches as far as a conjunction: %s', (name, level) => expect(levelOf(name)).toBe(level))

  test.each(['user_list_send_all', 'bulkReadDeleteOld', 'open_and_bulk_read_sent_sends'])(
    'lowers nothing elsewhere: %s',
    (name) => {
      expect(levelOf(name)).toBe('destructive')
    },
  )

  test.each(['list_production_hosts', 'get_transfer', 'check_and_read_secrets'])('does not lower %s', (name) => {
    expect(levelOf(name)).toBe('critical')
  })
})

describe('words of several parts', () => {
  test.each(['send_keys', 'sendKeys', 'sendkeys', 'drag_and_drop', 'select_drop_down', 'selectDropdown'])(
    '%s neither sends nor drops',
    (name) => expect(levelOf(name)).toBe('moderate'),
  )

  test.each(['check_out', 'checkout', 'CheckOut'])('%s is no check', (name) =>
    expect(levelOf(name)).toBe('destructive'),
  )

  test.each(['sendmail', 'killall', 'cleanup', 'clean_up_files'])('%s is known written as one', (name) =>
    expect(levelOf(name)).toBe('destructive'),
  )

  test('the longest one goes first', () => {
    expect(levelOf('transfer_to_human_agents')).toBe('moderate')
    expect(levelOf('transfer_to_account')).toBe('critical')
    expect(levelOf('count_tokens')).toBe('safe')
    expect(levelOf('count_access_tokens')).toBe('critical')
  })
})

describe('inflections', () => {
  test.each(['deletes', 'deleting', 'dropping', 'sends', 'payments', 'executing', 'file_purges'])(
    '%s raises',
    (name) => {
      expect(levelOf(name)).toBe('destructive')
    },
  )

  test.each(['lists', 'listing', 'reads', 'settings', 'deleted_items', 'news', 'string', 'rms', 'shing'])(
    '%s is unknown',
    (name) => {
      expect(classify({ toolName: name, parameters: {} })).toMatchObject({
        riskLevel: 'moderate',
        reason: 'no word of the name is known',
      })
    },
  )
})

describe('namespaces', () => {
  test.each([
    ['mcp__payments__list_invoices', 'safe'],
    ['mcp__payments__create_invoice', 'moderate'],
    ['mcp__payments__refund', 'destructive'],
    ['mcp__filesystem__delete_file', 'destructive'],
    ['mcp__search__frobnicate', 'moderate'],
    ['read.frobnicate', 'moderate'],
    ['fs.readFile', 'safe'],
    ['browser:click', 'moderate'],
    ['send.get_status', 'safe'],
    ['delete:file', 'destructive'],
    ['send_email.v2', 'destructive'],
    ['DELETE /users/7', 'destructive'],
    ['credentials.list', 'critical'],
    ['mcp__production__restart', 'critical'],
  ])('%s is %s', (name, level) => expect(levelOf(name)).toBe(level))
})

describe('the reason', () => {
  test.each([
    ['get_credentials', 'the name says credentials'],
    ['deleteUser', 'the name says delete'],
    ['sendKeys', 'the name says send keys'],
    ['list_delete', 'the name says delete'],
    ['frobnicate', 'no word of the name is known'],
    ['', 'the tool has no name'],
  ])('of %j: %s', (toolName, reason) => expect(classify({ toolName, parameters: {} }).reason).toBe(reason))
})

describe('a name that is too long to be read', () => {
  test.each(['get_', 'getA', '__', 'delete_', 'a', '\u{FDFA}', '.a', 'and_'])(
    'is destructive at least: %j, repeated',
    (part) => {
      const assessed = classify({ toolName: part.repeat(1_000_000 / part.length), parameters: {} })
      expect(assessed.riskLevel).toBe('destructive')
    },
  )

  test('is read at its beginning', () => {
    expect(levelOf(`get_credentials_${'x'.repeat(1000)}`)).toBe('critical')
    expect(levelOf(`get_${'x'.repeat(252)}`)).toBe('safe')
    expect(levelOf(`get_${'x'.repeat(253)}`)).toBe('destructive')
  })
})
