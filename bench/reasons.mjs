/** Why an aim is missed, by the work's letter and the runtime. Stands in the report as long as it is missed. */
export const reasons = {
  k: {
    Chromium:
      'Tallystick asks with sql.js, so the first question costs its bytes and the rest of Tallystick; a page that only logs downloads neither.',
  },
  l: {
    Chromium:
      'a text that few entries hold is looked for in all of them, 140 MB here, which SQLite reads at about half a gigabyte a second; a machine that does other work as well draws late.',
  },
}
