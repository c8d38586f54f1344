import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const page = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

// Tallystick needs no setting of its own: Vite finds the WebAssembly beside the package by itself.
export default defineConfig({
  base: './',
  build: {
    outDir: '../dist-demo',
    emptyOutDir: true,
    target: 'es2022',
    // What knows es2022 preloads modules by itself, or fetches them a little later.
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [page('index.html'), page('log-only.html')] },
  },
})
