export const verification = {
  'activity.tab.verification': 'Verification',
  'command.verification': 'Show what is whole and what is damaged',
  'command.repair-all': 'Repair everything that is damaged',

  'verification.none': 'There is no snapshot to check yet.',
  'verification.never': 'Nothing has been checked yet.',
  'verification.unknown': 'The snapshots could not be read.',
  'verification.some': {
    one: 'What was checked is whole; {count} of {total} snapshots has not been checked yet.',
    other: 'What was checked is whole; {count} of {total} snapshots have not been checked yet.',
  },
  'verification.whole': {
    one: 'The snapshot is whole, as was checked {ago}.',
    other: 'All {count} snapshots are whole; the oldest check was {ago}.',
  },
  'verification.damaged': {
    one: '{count} of {total} snapshots holds damaged files.',
    other: '{count} of {total} snapshots hold damaged files.',
  },
  'verification.damaged-only': 'The snapshot holds damaged files.',
  'verification.hint':
    'A check reads every file back and compares it with the checksum taken when it was backed up.',
  'verification.check-all': 'Check everything now',
  'verification.check': 'Check',
  'verification.check-plan': 'Check all snapshots of “{plan}”',
  'verification.repair-all': 'Repair',
  'verification.repair': 'Repair',
  'verification.repair-one': 'Repair the snapshot of “{plan}” of {time}',
  'verification.try': 'See what can be repaired',
  'verification.see': 'See what is damaged',

  'verification.mark.damaged': 'Damaged',
  'verification.mark.unchecked': 'Not checked',
  'verification.mark.partly': 'Partly checked',
  'verification.mark.whole': 'Whole',

  'proofs.title': 'What was proven, and when',
  'proofs.checked': { one: '{count} of {total} checked', other: '{count} of {total} checked' },
  'proofs.newest': 'newest check {ago}',
  'proofs.none': 'never checked',

  'harm.title': 'Damaged',
  'harm.hint':
    'Repair takes the same content from another snapshot or from your files as they are now, and keeps the damaged copy aside.',
  'harm.of': '“{plan}” of {time}',
  'harm.files': { one: '{count} damaged or missing file', other: '{count} damaged or missing files' },
  'harm.shared': { one: 'also in {count} other snapshot', other: 'also in {count} other snapshots' },
  'harm.more': 'Show more',
  'harm.note': {
    one: '{count} file of this snapshot is damaged or missing.',
    other: '{count} files of this snapshot are damaged or missing.',
  },

  'repair.title': { one: '{count} file looked at', other: '{count} files looked at' },
  'repair.title.dry': { one: 'What could be done for {count} file', other: 'What could be done for {count} files' },
  'repair.outcome.repaired': 'Repaired',
  'repair.outcome.repairable': 'Can be repaired',
  'repair.outcome.sound': 'Right after all',
  'repair.outcome.left': 'Left as it is',
  'repair.from.snapshot': 'from the snapshot {name}',
  'repair.from.source': 'from your file as it is now',
  'repair.next.back-up': 'Back up again to keep what the source has now.',
  'repair.next.older-version': 'Another version of it may be whole.',
  'repair.next.make-room': 'Free some space on the drive and repair again.',
  'repair.next.check-again': 'Check it again.',
  'repair.next.none': 'Nothing else holds it.',
} as const;
