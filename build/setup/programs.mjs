/**
 * The programs of the system that Holdfast needs, by the command that shows they are there, and the package that has
 * them for each package manager.
 *
 * @typedef {'apt' | 'dnf' | 'brew'} Manager
 * @typedef {object} Program
 * @property {string} name As people call it.
 * @property {readonly string[]} commands Any one of these will do.
 * @property {string} [minimum] Oldest version, as its `--version` tells it.
 * @property {Partial<Record<Manager, string>>} packages Where it is missing here, the program isn't needed there.
 */

/** @type {readonly Program[]} */
export const programsToRun = [
  {
    name: 'rsync',
    commands: ['rsync'],
    minimum: '3.1',
    packages: { apt: 'rsync', dnf: 'rsync', brew: 'rsync' },
  },
];

/** @type {readonly Program[]} */
export const programsToTest = [
  ...programsToRun,
  {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
    packages: { apt: 'chromium', dnf: 'chromium' },
  },
  { name: 'Xvfb', commands: ['Xvfb'], packages: { apt: 'xvfb', dnf: 'xorg-x11-server-Xvfb' } },
  { name: 'xvfb-run', commands: ['xvfb-run'], packages: { apt: 'xvfb', dnf: 'xorg-x11-server-Xvfb' } },
  // Never started as the machine's own: tests have a manager of a user's services of their own.
  { name: 'systemd', commands: ['systemd-analyze'], packages: { apt: 'systemd', dnf: 'systemd' } },
  {
    name: 'desktop-file-validate',
    commands: ['desktop-file-validate'],
    packages: { apt: 'desktop-file-utils', dnf: 'desktop-file-utils' },
  },
  { name: 'gio', commands: ['gio'], packages: { apt: 'libglib2.0-bin', dnf: 'glib2' } },
  { name: 'setfattr', commands: ['setfattr'], packages: { apt: 'attr', dnf: 'attr' } },
  { name: 'setfacl', commands: ['setfacl'], packages: { apt: 'acl', dnf: 'acl' } },
  { name: 'mkfs.ext4', commands: ['mkfs.ext4'], packages: { apt: 'e2fsprogs', dnf: 'e2fsprogs' } },
  { name: 'setpriv', commands: ['setpriv'], packages: { apt: 'util-linux', dnf: 'util-linux' } },
  { name: 'unshare', commands: ['unshare'], packages: { apt: 'util-linux', dnf: 'util-linux' } },
  // What a package starts by itself is left alone: tests make servers of their own.
  {
    name: 'PostgreSQL’s server',
    commands: ['initdb'],
    packages: { apt: 'postgresql', dnf: 'postgresql-server', brew: 'postgresql@17' },
  },
  {
    name: 'pg_dump',
    commands: ['pg_dump'],
    packages: { apt: 'postgresql-client', dnf: 'postgresql', brew: 'postgresql@17' },
  },
  {
    name: 'pgbench',
    commands: ['pgbench'],
    packages: { apt: 'postgresql-contrib', dnf: 'postgresql-contrib', brew: 'postgresql@17' },
  },
  { name: 'openssl', commands: ['openssl'], packages: { apt: 'openssl', dnf: 'openssl', brew: 'openssl' } },
  { name: 'dbus-daemon', commands: ['dbus-daemon'], packages: { apt: 'dbus-daemon', dnf: 'dbus-daemon' } },
  { name: 'dbus-send', commands: ['dbus-send'], packages: { apt: 'dbus-bin', dnf: 'dbus-tools' } },
  {
    name: 'GNOME Keyring',
    commands: ['gnome-keyring-daemon'],
    packages: { apt: 'gnome-keyring', dnf: 'gnome-keyring' },
  },
  { name: 'mount', commands: ['mount'], packages: { apt: 'mount', dnf: 'util-linux' } },
  // What packages are made with and judged by.
  { name: '7-Zip', commands: ['7za', '7z'], packages: { apt: 'p7zip-full', dnf: 'p7zip' } },
  { name: 'dpkg-deb', commands: ['dpkg-deb'], packages: { apt: 'dpkg', dnf: 'dpkg' } },
  {
    name: 'desktop-file-validate',
    commands: ['desktop-file-validate'],
    packages: { apt: 'desktop-file-utils', dnf: 'desktop-file-utils' },
  },
  { name: 'appstreamcli', commands: ['appstreamcli'], packages: { apt: 'appstream', dnf: 'appstream' } },
  { name: 'mandoc', commands: ['mandoc'], packages: { apt: 'mandoc', dnf: 'mandoc' } },
  { name: 'rpmbuild', commands: ['rpmbuild'], packages: { apt: 'rpm', dnf: 'rpm-build' } },
  { name: 'man', commands: ['man'], packages: { apt: 'man-db', dnf: 'man-db' } },
  { name: 'zsh', commands: ['zsh'], packages: { apt: 'zsh', dnf: 'zsh' } },
  { name: 'fish', commands: ['fish'], packages: { apt: 'fish', dnf: 'fish' } },
];

/**
 * What packages are made with.
 * @type {readonly Program[]}
 */
export const programsToPackage = [
  { name: '7-Zip', commands: ['7za', '7z'], packages: { apt: 'p7zip-full', dnf: 'p7zip' } },
  { name: 'dpkg-deb', commands: ['dpkg-deb'], packages: { apt: 'dpkg', dnf: 'dpkg' } },
  { name: 'rpmbuild', commands: ['rpmbuild'], packages: { apt: 'rpm', dnf: 'rpm-build' } },
];

/**
 * What the bench compares Holdfast with.
 * @type {readonly Program[]}
 */
export const programsToBench = [
  {
    name: 'rsnapshot',
    commands: ['rsnapshot'],
    packages: { apt: 'rsnapshot', dnf: 'rsnapshot', brew: 'rsnapshot' },
  },
  { name: 'restic', commands: ['restic'], packages: { apt: 'restic', dnf: 'restic', brew: 'restic' } },
  { name: 'BorgBackup', commands: ['borg'], packages: { apt: 'borgbackup', dnf: 'borgbackup', brew: 'borgbackup' } },
  {
    name: 'rdiff-backup',
    commands: ['rdiff-backup'],
    packages: { apt: 'rdiff-backup', dnf: 'rdiff-backup', brew: 'rdiff-backup' },
  },
];
