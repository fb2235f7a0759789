export const security = {
  'security.title': 'Security',
  'security.hint': 'Passwords are kept encrypted. What matters is where their key lies.',
  'security.unknown': 'How passwords are kept could not be read.',
  'security.none': 'No passwords are kept yet.',
  'security.none.next': 'The first one decides where their key lies; it can be moved at any time.',
  'security.keyring': 'The key lies in the system’s keyring.',
  'security.keyring.means':
    'Nobody reads the passwords without your login, not even with a copy of everything that Holdfast keeps. Backups that need one run while you are logged in, and wait otherwise.',
  'security.file': 'The key lies in a file that only you can read.',
  'security.file.means':
    'Backups can always use the passwords, also while nobody is logged in. Whoever gets a copy of the whole home of Holdfast can, too.',
  'security.both': 'Moving the key was cut off: it lies in both places. Move it once more.',
  'security.locked': 'The passwords can’t be read now: the keyring with their key can’t be used, since {why}.',
  'security.lost.keyring': 'The passwords can’t be read: their key is not in the system’s keyring.',
  'security.lost.keyring.means':
    'It was removed there, or this home comes from another computer, where its key still lies.',
  'security.lost.file': 'The passwords can’t be read: the file with their key is not there, or holds another key.',
  'security.lost.file.means': 'If you have a copy of the file, put it back: {file}.',
  'security.damaged': 'The passwords can’t all be read: the file that holds them was changed.',
  'security.damaged.means': 'Give them again where they are used: with the plan, or with the channel.',
  'security.kept': { one: '{count} password is kept.', other: '{count} passwords are kept.' },
  'security.to-keyring': 'Move to the keyring',
  'security.to-file': 'Move to a file',
  'security.keyring.closed': 'The system’s keyring can’t be used: {why}.',
  'security.forget': 'Forget all passwords…',
  'security.forget.sure':
    'Each password has to be given again then. What can’t be read any more is set aside, not destroyed.',
  'security.forget.yes': 'Forget all passwords',
  'security.forget.no': 'Keep them',
} as const;
