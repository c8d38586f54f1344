/** Where the WebAssembly of sql.js comes from: its address, its bytes, or a compiled module. */
export type WasmSource = string | URL | ArrayBuffer | Uint8Array | WasmModule

/** `WebAssembly.Module` where the compiler knows it: Node's types alone, without those of browsers, do not have it. */
type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : object
