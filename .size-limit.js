/** What is loaded later, with the first question, an export, an import or an image, is left out. */
const withoutLazyParts = {
  name: 'without-lazy-parts',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    )
  },
}

const forBrowsers = (config) => ({ ...config, format: 'esm', platform: 'browser', tsconfigRaw: {} })

/** Sizes are brotli, minified, with every dependency but sql.js. */
export default [
  {
    name: 'what a page that only logs downloads',
    path: 'dist/index.js',
    import: '{ openAuditStore }',
    limit: '20 kB',
    modifyEsbuildConfig: (config) => ({ ...forBrowsers(config), plugins: [withoutLazyParts] }),
  },
  {
    name: 'tallystick in a browser, all of it, without sql.js',
    path: 'dist/index.js',
    import: '*',
    ignore: ['sql.js'],
    // Just above what it is, so that whatever is added shows.
    limit: '31.5 kB',
    modifyEsbuildConfig: forBrowsers,
  },
]
