export const unusual = {
  'unusual.title': '{lost} of {files} were changed or deleted. Was that you?',
  'unusual.none': 'Nothing unusual waits for an answer.',
  'unusual.none.hint': 'What the backups of this plan find changed is as much as is usual.',
  'unusual.unknown': 'What changed could not be read.',
  'unusual.found': 'Found by the backup {ago}, {usual}. Until you answer, nothing of this plan is deleted by itself.',
  'unusual.usual': 'usually it is {share}',
  'unusual.no-history': 'and there are too few backups to say what is usual',
  'unusual.share.little': 'less than 1 %',
  'unusual.mine': 'It was me',
  'unusual.mine.hint': 'It was meant: what the plan no longer keeps is deleted again',
  'unusual.restore': 'Restore…',
  'unusual.restore.hint': 'Shows what it takes to make everything as it was in the snapshot before',
  'unusual.restored': 'Something of this plan was restored {ago}. Is everything as it should be again?',
  'unusual.put-right': 'It is put right',
  'unusual.lost-before': 'The snapshot before it is gone, so it can be restored only in part: look for files in Time.',

  'unusual.what': 'What it looks like',
  'unusual.counts': '{changed} have another content, {removed} are gone, {added} are new.',
  'unusual.bytes': '{size} of content are in older snapshots only.',
  'unusual.renamed': {
    one: '{count} new file is named as one that is gone, with “.{ending}” behind it.',
    other: '{count} new files are named as one that is gone, with “.{ending}” behind it.',
  },
  'unusual.scrambled':
    '{scrambled} of {files} that were looked into look encrypted or compressed, though they are of no such type.',
  'unusual.plain': 'None of {files} that were looked into looks encrypted.',
  'unusual.all': 'Show all that differs',

  'unusual.types': 'Types',
  'unusual.type': 'Ending',
  'unusual.type.none': 'none',
  'unusual.type.lost': 'Changed or gone',
  'unusual.type.new': 'New',

  'unusual.folders': 'Where',
  'unusual.folders.hint': 'Files that changed or are gone, in the folders with the most of them.',

  'unusual.examples': 'For example',
  'unusual.example.changed': 'changed',
  'unusual.example.removed': 'gone',
  'unusual.example.added': 'new',
  'unusual.compare': 'Compare',
  'unusual.compare.label': 'Compare: {path}',
  'unusual.look': 'Look at it',
  'unusual.look.label': 'Look at it: {path}',

  'unusual.note':
    '{lost} of {files} were changed or deleted, far more than usual. Nothing of this plan is deleted until you say what that was.',
  'unusual.note.see': 'See what changed',
} as const;
