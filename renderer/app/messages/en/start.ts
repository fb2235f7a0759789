export const start = {
  'start.title': 'Nothing is backed up yet.',
  'start.hint': 'Which of these is you?',
  'start.protect': 'Protect this computer',
  'start.protect.hint': 'Choose folders and a drive, and the first backup starts at once.',
  'start.connect': 'I have Holdfast backups',
  'start.connect.hint': 'Find the drive, look through the snapshots, restore what you need.',
  'start.connect.go': 'Connect a repository',

  'protect.title': 'Protect this computer',
  'protect.hint':
    'What is to be kept safe, and where? The older snapshots get, the fewer are kept. You can change all of it later.',
  'protect.what': 'What',
  'protect.what.hint': 'These are the folders that most people want. Take out what you do not need.',
  'protect.what.none': 'Choose the folders that you would miss most.',
  'protect.where': 'Where to',
  'protect.where.hint': 'A second disk is best: an external drive that you can take away.',
  'protect.same-disk':
    'This is the disk that the files are on. It helps against mistakes, not when the disk itself is lost.',
  'protect.too-small': 'There is not enough room: {needed} are needed, {free} are free.',
  'protect.estimate': 'The first backup copies {size}, in about {duration}. Later ones copy only what changed.',
  'protect.go': 'Back up now',
  'protect.close': 'The backup goes on when you close this window.',
  'protect.plan-name': 'My files',

  'connect.title': 'Where are your backups?',
  'connect.hint': 'Open the folder that holds holdfast-repository.json. Nothing in it is changed by connecting.',
  'connect.folder': 'Folder of the repository',
  'connect.go': 'Connect this folder',
  'connect.done': 'The repository is connected.',
  'connect.done.hint': 'Its snapshots can be looked through as they are read.',
  'connect.browse': 'Look through the snapshots',
} as const;
