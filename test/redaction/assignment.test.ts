import { describe, expect, test } from 'vitest'
import { secretNames } from '../../src/redaction/secret-names.js'
import { redactionMark } from '../../src/redaction/kind.js'
import { redactedText } from '../../src/redaction/redacted-text.js'

const redacted = (text: string): string => redactedText(text, secretNames(['iban']), redactionMark)
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1)

// The secret stands between « and ».
describe('values of secrets', () => {
  test.each([
    ['JSON', '{"user":"a","password":"«hunter2»","x":1}', 'password'],
    ['JSON of any text', '{"password":"«correct \\"horse\\", \\\\ battery»"}', 'password'],
    ['JSON with spaces', '{\n  "client_secret" : "«x»"\n}', 'secret'],
    ['JSON that is cut off', '{"access_token": "«abc»', 'token'],
    ['a name of the caller', '{"IBAN":"«DE02»"}', 'key'],
    ['a service account', '{"private_key":"«MIIE»","client_email":"x"}', 'private-key'],
    ['Python', "{'api_key': '«abc»', 'x': 1}", 'api-key'],
    ['YAML', 'user: a\npassword: «hunter2»\n', 'password'],
    ['YAML with quotes', 'password: "«swordfish»"', 'password'],
    ['an environment', 'A=1\nexport API_KEY=«abc»\nB=2', 'api-key'],
    ['an environment with quotes', "DB_PASSWORD='«correct horse»'", 'password'],
    ['one line of an environment', 'password=«swordfish»', 'password'],
    ['a form', 'user=a&password=«swordfish»&x=1', 'password'],
    ['a query', 'https://host/?access_token=«abcdef»&x=1', 'token'],
    ['a connection string', 'Server=host;Password=«swordfish»;Encrypt=true', 'password'],
    ['a storage account', 'AccountName=a;AccountKey=«q7Rk2mXz==»;EndpointSuffix=core', 'api-key'],
    ['a header', 'GET / HTTP/1.1\nAuthorization: Bearer «abc»\nHost: x', 'authorization'],
    ['a header of another scheme', 'Authorization: token «abc»', 'authorization'],
    ['a header of one word', 'X-Api-Key: «a1b2c3»', 'api-key'],
    ['a cookie', 'Cookie: «a=b; c=d»\nHost: x', 'cookie'],
    ['a cookie that is set', 'Set-Cookie: «id=1; HttpOnly»', 'cookie'],
    ['curl', 'curl -H "Authorization: Basic «dXNlcjpwYXNz»" https://host', 'authorization'],
    ['a scheme alone', 'It was sent with Bearer «q7Rk2mXz9TbW4c»', 'authorization'],
    ['a flag', 'tool --password «hunter2» --verbose', 'password'],
    ['a flag with a sign', 'tool --api-key=«a1b2c3» run', 'api-key'],
    ['a flag with quotes', "tool --password '«swordfish»' run", 'password'],
    ['code', 'const password = "«swordfish»"', 'password'],
    ['code that sets a member', "config['apiKey'] = '«a1b2c3»'", 'api-key'],
    ['a PHP array', "'secret' => '«x»'", 'secret'],
    ['a member that another names', '{"name":"API_KEY",\n  "value": "«swordfish»"}', 'api-key'],
    ['YAML that names it', '- name: DB_PASSWORD\n  value: «swordfish»', 'password'],
    ['an attribute', '<add key="ApiKey" value="«swordfish»"/>', 'api-key'],
    ['a list in JSON', '{"cookies": «[{"name":"sid","value":"a]\\"b"}]»,"x":[1]}', 'cookie'],
    ['an object in JSON', '{"credentials":«{"user":"a","key":"b"}»}', 'credentials'],
    ['a list that is cut off', '{"passwords":«["a","b»', 'password'],
    ['an escaped line', 'A=1\\nDB_PASSWORD=«swordfish»\\nB=2', 'password'],
    ['an escaped line in lower case', '[db]\\npassword=«swordfish»\\n', 'password'],
    ['an environment with signs', 'DB_PASSWORD=«a&b;c,d|e»\nB=2', 'password'],
    ['an environment with a short name', 'SMTP_PASS=«swordfish»', 'password'],
    ['a fragment', 'https://host/#access_token=«abcdef»&x=1', 'token'],
    ['pairs', 'host=h user=a password=«swordfish» dbname=x', 'password'],
    ['a message', 'Could not log in with password=«swordfish»', 'password'],
    ['a quoted form', "curl -d 'password=«swordfish»&user=a' https://host", 'password'],
    ['a long flag with a sign', 'mysql --password=«swordfish» db', 'password'],
    ['a short flag', 'tool -token «a1b2c3» run', 'token'],
    ['a label', '- API key: «a1b2c3»', 'api-key'],
    ['a name of two words', '{"pass-phrase":"«x»"}', 'password'],
    ['a header of a scheme of its own', 'Authorization: ApiKey «a1b2c3»\nHost: x', 'authorization'],
    ['a header with a parameter', 'Authorization: Token token="«a1b2c3»"', 'authorization'],
    ['a scheme without digits', 'Basic «dXNlcjpwYXNz»', 'authorization'],
    ['a name that follows another', 'token_type: x, token: "«abc123»"', 'token'],
  ])('in %s', (_, marked, kind) => {
    const text = marked.replace(/[«»]/g, '')
    const left = marked.replace(/«[^»]*»/, redactionMark(kind as 'password'))
    expect(redacted(text)).toBe(left)
    expect(redacted(left)).toBe(left)
  })

  test('in JSON inside JSON, however deep', () => {
    let text = '{"password":"hunter2"}'
    let left = `{"password":"${redactionMark('password')}"}`
    for (let depth = 0; depth < 6; depth++) {
      expect(redacted(text)).toBe(left)
      text = `{"body":"${escaped(text)}"}`
      left = `{"body":"${escaped(left)}"}`
    }
  })

  test('each of several', () => {
    const mark = redactionMark('password')
    expect(redacted('{"password":"a","b":{"password":"c"}}')).toBe(`{"password":"${mark}","b":{"password":"${mark}"}}`)
  })

  test('a token by its shape, where both would do', () => {
    expect(redacted(`TOKEN=${['ghp', 'a1B2'.repeat(9)].join('_')}`)).toBe(`TOKEN=${redactionMark('github-token')}`)
  })
})

describe('what is code, prose, or elsewhere', () => {
  test.each([
    'const token: string = read()',
    'interface User { password: string; token?: Token }',
    'password = getPassword()',
    'token = await login(user)',
    'if (password === "x" || token == "y") return',
    'apiKey: process.env.OPENAI_API_KEY',
    'SECRET_KEY = os.environ["SECRET_KEY"]',
    'connect(password=password, token=token)',
    'password: z.string().min(8)',
    'API_KEY=$OPENAI_API_KEY',
    'API_KEY="${OPENAI_API_KEY}"',
    'Authorization: Bearer ${token}',
    'f"Bearer {token}"',
    'token: ${{ secrets.GITHUB_TOKEN }}',
    'export API_KEY=<your key>',
    'export ANTHROPIC_API_KEY=sk-ant-...',
    'PASSWORD=********',
    '{"password":null,"token":true,"secret":""}',
    '{"max_tokens":4096,"prompt_tokens":"12","next_page_token":"abc123"}',
    '"token_type":"Bearer"',
    'PWD=/home/user',
    'pwd = "~/work"',
    'Enter your password: ',
    'Forgot your password? The token is sent by mail.',
    'Bearer authentication is used; Basic authentication is not.',
    'label = "Password", type="password"',
    'cookies: none',
    'const setCookie = (c, name, value, opt) => {',
    'cookie: string, name?: string) => Cookie;',
    '"dependencies": {"cookie": "0.7.2", "tough-cookie": "^4.1"}',
    "fetch(url, { credentials: 'include' })",
    'async (token) => token => token',
    'A basic HTTP/1.1 client',
    'Basic JavaScript',
    "['writeCookie', 'checkCookie', 'readI53FromI64']",
    '{"pass": {"default": "It has a label"}}',
    '--- PASS: TestTruncateAtUUID2 (0.00s)',
    '{"pass": 120, "fail": 0}',
    '["password","email","access_token"]',
    '{"password":["is required"]}',
    '    password=password\n)',
    'docker run -u 1000:1000 image',
    'The keyboard has a key: x1',
  ])('%s', (text) => {
    expect(redacted(text)).toBe(text)
  })
})
