// The complaints of the demo agency's last whole fiscal year, and the table that they must give. All that is closed was
// closed before the year was over, some of it in a later month than it came in.
import type { DemoComplaint } from './demo-complaint.js'

/** Received, and completed of those, from October to September. A referral does not count as completed. */
export const lastYearFigures = {
  corruption: {
    total: [3, 2, 4, 2, 0, 5, 3, 2, 3, 2, 2, 3],
    completed: [3, 2, 4, 2, 0, 4, 3, 2, 2, 2, 1, 1],
  },
  general: {
    total: [2, 2, 1, 2, 1, 2, 0, 2, 1, 2, 2, 1],
    completed: [2, 2, 1, 2, 1, 2, 0, 2, 1, 2, 2, 0],
  },
} as const

export const lastYearComplaints: readonly DemoComplaint[] = [
  ['Oct', 6, 'procurement', 'letter', 'factFinding+5', 'completed+29'],
  ['Oct', 14, 'misconduct', 'line', 'completed+10'],
  ['Oct', 27, 'ethicsBreach', 'web', 'notAccepted+9'],
  ['Nov', 4, 'malfeasance', 'telephone', 'completed+13'],
  ['Nov', 20, 'conflictOfInterest', 'line', 'inProgress+4', 'completed+33'],
  ['Dec', 2, 'bribery', 'web', 'factFinding+3', 'completed+41'],
  ['Dec', 9, 'misconduct', 'line', 'completed+8'],
  ['Dec', 17, 'personnel', 'letter', 'completed+27'],
  ['Dec', 26, 'malfeasance', 'email', 'notAccepted+12'],
  ['Jan', 8, 'procurement', 'line', 'inProgress+6', 'completed+25'],
  ['Jan', 21, 'embezzlement', 'letter', 'factFinding+2', 'completed+58'],
  ['Mar', 3, 'bribery', 'line', 'completed+14'],
  ['Mar', 5, 'misconduct', 'walkIn', 'completed+7'],
  ['Mar', 12, 'corruptionInOffice', 'letter', 'factFinding+4', 'referred+36'],
  ['Mar', 19, 'ethicsBreach', 'line', 'completed+15'],
  ['Mar', 27, 'procurement', 'web', 'moreInformationNeeded+3', 'notAccepted+30'],
  ['Apr', 2, 'personnel', 'email', 'completed+21'],
  ['Apr', 9, 'malfeasance', 'line', 'completed+11'],
  ['Apr', 28, 'conflictOfInterest', 'web', 'inProgress+5', 'completed+24'],
  ['May', 7, 'misconduct', 'telephone', 'completed+12'],
  ['May', 22, 'unusualWealth', 'letter', 'referred+10', 'completed+75'],
  ['Jun', 3, 'bribery', 'line', 'inProgress+2', 'completed+20'],
  ['Jun', 11, 'malfeasance', 'walkIn', 'notAccepted+6'],
  ['Jun', 24, 'embezzlement', 'web', 'factFinding+9'],
  ['Jul', 6, 'ethicsBreach', 'line', 'completed+14'],
  ['Jul', 23, 'procurement', 'letter', 'factFinding+7', 'completed+44'],
  ['Aug', 5, 'misconduct', 'line', 'completed+13'],
  ['Aug', 20, 'corruptionInOffice', 'web', 'inProgress+6'],
  ['Sep', 2, 'malfeasance', 'telephone', 'completed+15'],
  ['Sep', 14, 'conflictOfInterest', 'line', 'factFinding+5'],
  ['Sep', 24, 'bribery', 'web', 'moreInformationNeeded+3'],

  ['Oct', 8, 'publicTrouble', 'telephone', 'completed+6'],
  ['Oct', 22, 'fairness', 'line', 'completed+13'],
  ['Nov', 11, 'suggestion', 'line', 'completed+5'],
  ['Nov', 25, 'publicTrouble', 'walkIn', 'completed+14'],
  ['Dec', 15, 'fairness', 'letter', 'inProgress+3', 'completed+22'],
  ['Jan', 6, 'publicTrouble', 'line', 'completed+9'],
  ['Jan', 28, 'other', 'email', 'notAccepted+7'],
  ['Feb', 16, 'suggestion', 'line', 'completed+4'],
  ['Mar', 10, 'fairness', 'telephone', 'completed+15'],
  ['Mar', 30, 'publicTrouble', 'web', 'completed+11'],
  ['May', 4, 'publicTrouble', 'line', 'completed+8'],
  ['May', 19, 'fairness', 'walkIn', 'completed+14'],
  ['Jun', 17, 'suggestion', 'web', 'completed+3'],
  ['Jul', 9, 'publicTrouble', 'telephone', 'completed+10'],
  ['Jul', 29, 'fairness', 'line', 'completed+15'],
  ['Aug', 12, 'other', 'line', 'notAccepted+5'],
  ['Aug', 26, 'publicTrouble', 'email', 'completed+12'],
  ['Sep', 21, 'fairness', 'line', 'inProgress+4'],
]
