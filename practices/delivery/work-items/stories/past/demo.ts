import { finished, type Story } from '../demo.ts'

const tomas = 'Tomás Ferreira'
const aiko = 'Aiko Tanaka'
const priya = 'Priya Nair'
const mara = 'Mara Lindqvist'
const daniel = 'Daniel Okafor'
const lena = 'Lena Fischer'
const rafael = 'Rafael Costa'
const mei = 'Mei Chen'
const sam = 'Sam Whitaker'
const noor = 'Noor Haddad'

/** What was finished over the year, initiative by initiative. */
export const PAST: Story[] = [
  ...finished('WEB', tomas, 'initiative:bulk-dispatch', [
    ['Select many jobs on the dispatch board', lena, 5, 387, 378],
    ['Preview who gets which job before it is sent', tomas, 3, 384, 372],
    ['Assign all jobs of a tour in one transaction', lena, 8, 378, 358],
    ['Take a whole assignment back within a minute', lena, 3, 360, 349],
    ['Check that couriers hear of a tour only once', mei, 2, 352, 344, 'chore'],
  ]),
  ...finished('APP', priya, 'initiative:first-shift', [
    ['Sign up with the company’s code instead of an e-mail address', rafael, 5, 354, 338],
    ['Load the map of the first tour while the courier signs up', rafael, 5, 342, 322],
    ['Three hints on the first stop, none after it', tomas, 2, 336, 325],
    ['Ask seven new couriers to ride without help and watch', aiko, 3, 330, 314, 'spike'],
    ['Refuse codes that were used on more phones than the company has couriers', rafael, 2, 320, 306],
  ]),
  ...finished('WEB', mara, 'initiative:live-reroute', [
    ['Take in traffic speeds every five minutes', noor, 5, 246, 228],
    ['Compare three providers of traffic speeds on our own tours', noor, 3, 252, 243, 'spike'],
    ['Propose another way when it saves more than four minutes', lena, 8, 232, 200],
    ['Show the courier why the way changed', tomas, 3, 218, 202],
    ['Never reroute within the last two hundred metres', lena, 1, 201, 197],
    ['Keep the old router as a fallback for ten minutes of silence', sam, 3, 206, 188],
  ]),
  ...finished('WEB', aiko, 'initiative:arrival-times', [
    ['Learn from two months of stops how long handing over takes', noor, 5, 198, 176, 'spike'],
    ['Promise a window instead of a minute', tomas, 2, 190, 178],
    ['Count stairs and lifts into the time at the door', noor, 5, 176, 158],
    ['Tell the dispatcher when a promise is about to break', lena, 5, 170, 152],
    ['Write down what we promise, and test it against last month’s tours', mei, 3, 158, 144, 'chore'],
  ]),
  ...finished('WEB', sam, 'initiative:quick-map', [
    ['Serve map tiles from our own cache in Frankfurt and London', sam, 5, 154, 138],
    ['Draw the planner before its data has come', lena, 3, 146, 133],
    ['Split the planner’s script so that the map comes first', lena, 5, 140, 126, 'debt'],
    ['Measure first paint on the phones that dispatchers use', sam, 2, 150, 144, 'spike'],
    ['Stop loading every courier’s picture at once', lena, 1, 128, 121, 'bug'],
  ]),
  ...finished('APP', priya, 'initiative:proof-photo', [
    ['Take one photo at the door and send it when there is signal', rafael, 5, 84, 66],
    ['Blur faces on the phone before anything is sent', rafael, 8, 78, 50],
    ['Try the blur on forty photos of busy stairwells', mei, 3, 62, 52, 'spike'],
    ['Delete photos after thirty days, and prove it', sam, 3, 60, 44],
    ['Show the photo to support beside the delivery', lena, 2, 54, 40],
  ]),
  ...finished('WEB', daniel, 'key-result:dispatch-time', [
    ['The board forgets its filters when the shift changes', lena, 2, 270, 264, 'bug'],
    ['Replace the home-grown date picker', lena, 3, 212, 205, 'debt'],
    ['One index instead of a full scan for each dispatcher', noor, 2, 166, 163, 'debt'],
  ]),
  ...finished('APP', mei, 'key-result:activation', [
    ['App closes when the camera is refused', rafael, 2, 240, 236, 'bug'],
    ['Sign-in hangs on phones with the clock set wrong', rafael, 1, 100, 98, 'bug'],
    ['Run the app’s tests on four real phones each night', mei, 5, 194, 176, 'chore'],
  ]),
  {
    title: 'Rank couriers of a depot by finished tours',
    team: 'APP',
    for: 'initiative:leaderboard',
    by: priya,
    made: 196,
    assignees: [rafael],
    points: 5,
    begun: 190,
    cancelled: 181,
    body: 'Given up with the initiative: couriers told us that it made them ride through red lights.',
  },
]
