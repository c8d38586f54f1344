// oxlint-disable-next-line import/no-unassigned-import -- all that the worker of a page holds
import '../.built/dist/worker/worker.js'
