// The worker that keeps the replica, so that the page stays smooth however large the trail is.
// oxlint-disable-next-line import/no-unassigned-import -- all that it has to do
import 'tallystick/worker'
