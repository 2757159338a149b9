// The complaints of the fiscal year that runs, written for the whole of it: what has not happened yet is left out when
// the demo agency is made, and never comes by itself. The table is the one at the end of the year.
import type { DemoComplaint } from './demo-complaint.js'

/** Received, and completed of those, from October to September, once the year is over. */
export const runningYearFigures = {
  corruption: {
    total: [2, 3, 1, 2, 3, 0, 2, 1, 2, 3, 1, 2],
    completed: [2, 3, 1, 2, 3, 0, 2, 1, 2, 2, 1, 0],
  },
  general: {
    total: [2, 1, 2, 1, 2, 1, 2, 1, 1, 2, 1, 2],
    completed: [2, 1, 2, 1, 2, 1, 2, 1, 1, 2, 1, 1],
  },
} as const

export const runningYearComplaints: readonly DemoComplaint[] = [
  ['Oct', 5, 'misconduct', 'line', 'completed+11'],
  ['Oct', 15, 'procurement', 'web', 'factFinding+6', 'completed+48'],
  ['Nov', 3, 'malfeasance', 'letter', 'completed+13'],
  ['Nov', 10, 'ethicsBreach', 'line', 'inProgress+4', 'completed+18'],
  ['Nov', 17, 'bribery', 'line', 'factFinding+2', 'completed+30'],
  ['Dec', 8, 'personnel', 'email', 'completed+14'],
  ['Jan', 7, 'conflictOfInterest', 'line', 'inProgress+5', 'completed+26'],
  ['Jan', 19, 'misconduct', 'walkIn', 'notAccepted+8'],
  ['Feb', 3, 'procurement', 'line', 'factFinding+6', 'completed+39'],
  ['Feb', 11, 'malfeasance', 'web', 'completed+15'],
  ['Feb', 25, 'embezzlement', 'letter', 'factFinding+3', 'completed+62'],
  ['Apr', 7, 'bribery', 'line', 'completed+13'],
  ['Apr', 21, 'ethicsBreach', 'web', 'completed+10'],
  ['May', 12, 'corruptionInOffice', 'letter', 'factFinding+5', 'completed+45'],
  ['Jun', 4, 'misconduct', 'line', 'completed+14'],
  ['Jun', 16, 'personnel', 'telephone', 'completed+21'],
  ['Jul', 2, 'malfeasance', 'line', 'completed+12'],
  ['Jul', 14, 'unusualWealth', 'letter', 'referred+15'],
  ['Jul', 27, 'conflictOfInterest', 'web', 'completed+28'],
  ['Aug', 18, 'bribery', 'line', 'inProgress+4', 'completed+31'],
  ['Sep', 9, 'procurement', 'line', 'factFinding+6'],
  ['Sep', 22, 'misconduct', 'web', 'moreInformationNeeded+2'],

  ['Oct', 12, 'publicTrouble', 'line', 'completed+7'],
  ['Oct', 28, 'fairness', 'telephone', 'completed+14'],
  ['Nov', 9, 'suggestion', 'line', 'completed+5'],
  ['Dec', 3, 'publicTrouble', 'walkIn', 'completed+11'],
  ['Dec', 21, 'fairness', 'line', 'inProgress+4', 'completed+19'],
  ['Jan', 14, 'publicTrouble', 'line', 'completed+9'],
  ['Feb', 8, 'other', 'email', 'notAccepted+6'],
  ['Feb', 18, 'publicTrouble', 'line', 'completed+12'],
  ['Mar', 17, 'fairness', 'letter', 'completed+15'],
  ['Apr', 2, 'suggestion', 'web', 'completed+4'],
  ['Apr', 28, 'publicTrouble', 'telephone', 'completed+13'],
  ['May', 20, 'fairness', 'line', 'completed+14'],
  ['Jun', 9, 'publicTrouble', 'line', 'completed+8'],
  ['Jul', 8, 'suggestion', 'line', 'completed+3'],
  ['Jul', 22, 'publicTrouble', 'walkIn', 'completed+10'],
  ['Aug', 11, 'fairness', 'line', 'completed+15'],
  ['Sep', 3, 'publicTrouble', 'web', 'completed+9'],
  ['Sep', 16, 'fairness', 'telephone', 'inProgress+5'],
]
