import { builtByEsbuild, builtByVite } from './scripts/log-only-page.mjs'

/** What is built already is not bundled once more: without a configuration nothing is. */
const asItIs = () => null

/**
 * Sizes are brotli, minified, with every dependency but sql.js. A page that only logs is measured as the files that it
 * downloads before its first question, each compressed alone: bundlers put what is loaded later, and what that has in common
 * with the rest, into files of their own.
 */
export default [
  {
    name: 'what a page that only logs downloads, built by Vite',
    path: await builtByVite(),
    modifyEsbuildConfig: asItIs,
    limit: '20 kB',
  },
  {
    name: 'the same, built by esbuild with splitting',
    path: await builtByEsbuild(),
    modifyEsbuildConfig: asItIs,
    limit: '20 kB',
  },
  {
    name: 'tallystick in a browser, all of it, without sql.js',
    path: 'dist/index.js',
    import: '*',
    ignore: ['sql.js'],
    // Just above what it is, so that whatever is added shows.
    limit: '55 kB',
    modifyEsbuildConfig: (config) => ({ ...config, format: 'esm', platform: 'browser', tsconfigRaw: {} }),
  },
  {
    name: 'what tallystick/inspector adds to a page that has a store',
    path: 'dist/inspector/index.js',
    import: '*',
    // Just above what it is, so that whatever is added shows.
    limit: '69 kB',
    modifyEsbuildConfig: (config) => ({
      ...config,
      external: ['./dist/store/open.js'],
      format: 'esm',
      platform: 'browser',
      tsconfigRaw: {},
    }),
  },
]
