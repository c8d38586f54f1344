// oxlint-disable-next-line import/no-unassigned-import -- all that an application's worker has to do
import '../../src/worker/worker.js'
