const limit = '20 kB'

/** What is loaded later, with the first question, is left out. */
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
    name: 'tallystick in a browser, all of it, without sql.js',
    path: 'dist/index.js',
    import: '*',
    ignore: ['sql.js'],
    limit,
    modifyEsbuildConfig: forBrowsers,
  },
  {
    name: 'what a page that only logs downloads',
    path: 'dist/index.js',
    import: '{ openAuditStore }',
    limit,
    modifyEsbuildConfig: (config) => ({ ...forBrowsers(config), plugins: [withoutLazyParts] }),
  },
]
