/** Where the WebAssembly of sql.js comes from: its address, its bytes, or a compiled module. */
export type WasmSource = string | URL | ArrayBuffer | Uint8Array | WebAssembly.Module
