import { AuditError } from '../error.js'

/** One element of a text that holds many, and where it stands: `line 3`, `index 2`. */
export interface TextElement {
  readonly text: string
  readonly place: string
}

/** Takes a text in pieces of any length and gives the elements that each piece completes. */
export interface TextSplitter {
  push(piece: string): Iterable<TextElement>
  /** What is left at the end of the text. */
  end(): Iterable<TextElement>
}

/** The splitter for the form that the text's beginning shows: a JSON array, or one JSON value a line. */
export function textSplitter(beginning: string): TextSplitter {
  return beginning.trimStart().startsWith('[') ? new ArraySplitter() : new LineSplitter()
}

/** Gives the lines that are not blank. */
class LineSplitter implements TextSplitter {
  #rest = ''
  #line = 0;

  *push(piece: string): Iterable<TextElement> {
    const lines = (this.#rest + piece).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) yield* this.#element(line)
  }

  *end(): Iterable<TextElement> {
    yield* this.#element(this.#rest)
  }

  *#element(text: string): Iterable<TextElement> {
    this.#line += 1
    if (text.trim() !== '') yield { text, place: `line ${this.#line}` }
  }
}

/** Gives the texts between the commas of a JSON array that stand in no string and in no inner bracket. */
class ArraySplitter implements TextSplitter {
  /** What no element was made of yet, and how much of it was looked through. */
  #rest = ''
  #scanned = 0
  #depth = 0
  #inString = false
  #closed = false
  #count = 0;

  *push(piece: string): Iterable<TextElement> {
    this.#rest += piece
    for (let sign = this.#nextSign(); sign !== undefined; sign = this.#nextSign()) {
      if (this.#inString) this.#scanString(sign)
      else yield* this.#scan(sign)
    }
    if (this.#closed && this.#rest.trim() !== '') throw this.#invalid('Something follows its end')
  }

  end(): Iterable<TextElement> {
    if (!this.#closed) throw this.#invalid('Its end is missing')
    return []
  }

  #nextSign(): string | undefined {
    if (this.#closed) return undefined
    const signs = this.#inString ? /["\\]/g : /["[\]{},]/g
    signs.lastIndex = this.#scanned
    const found = signs.exec(this.#rest)
    this.#scanned = found ? signs.lastIndex : Math.max(this.#scanned, this.#rest.length)
    return found?.[0]
  }

  #scanString(sign: string): void {
    if (sign === '"') this.#inString = false
    // What a backslash precedes is no sign, also when it comes with the next piece.
    else this.#scanned += 1
  }

  *#scan(sign: string): Iterable<TextElement> {
    if (sign === '"') this.#inString = true
    else if (sign === '[' || sign === '{') this.#open()
    else if (sign === ',') yield* this.#comma()
    else yield* this.#close(sign)
  }

  #open(): void {
    this.#depth += 1
    if (this.#depth === 1) this.#take()
  }

  *#comma(): Iterable<TextElement> {
    if (this.#depth === 1) yield this.#element(this.#take())
  }

  *#close(sign: string): Iterable<TextElement> {
    this.#depth -= 1
    if (this.#depth > 0) return
    if (sign !== ']') throw this.#invalid(`A ${sign} closes what none opened`)
    this.#closed = true
    const last = this.#take()
    if (this.#count > 0 || last.trim() !== '') yield this.#element(last)
  }

  /** What stands before the sign that was found last. */
  #take(): string {
    const text = this.#rest.slice(0, this.#scanned - 1)
    this.#rest = this.#rest.slice(this.#scanned)
    this.#scanned = 0
    return text
  }

  #element(text: string): TextElement {
    return { text, place: `index ${this.#count++}` }
  }

  #invalid(what: string): AuditError {
    return new AuditError('IMPORT_INVALID', `The JSON array is not whole. ${what}, after ${this.#count} elements.`)
  }
}
