interface Agent {
  readonly label: string;
  /** Program and arguments. */
  readonly command: readonly string[];
  /** Where its standard output and error go. */
  readonly log: string;
}

/** A user's launchd agent as a property list: started at login, and again when it fails. See launchd.plist(5). */
export const agentText = ({ label, command, log }: Agent): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>${escapeXml(label)}</string>
	<key>ProgramArguments</key>
	<array>
${command.map((word) => `\t\t<string>${escapeXml(word)}</string>`).join('\n')}
	</array>
	<key>RunAtLoad</key>
	<true/>
	<key>KeepAlive</key>
	<dict>
		<key>SuccessfulExit</key>
		<false/>
	</dict>
	<key>ThrottleInterval</key>
	<integer>10</integer>
	<key>ExitTimeOut</key>
	<integer>30</integer>
	<key>StandardOutPath</key>
	<string>${escapeXml(log)}</string>
	<key>StandardErrorPath</key>
	<string>${escapeXml(log)}</string>
</dict>
</plist>
`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

const escapeXml = (text: string): string => text.replace(/[&<>\r]/g, (character) => entities[character] ?? character);

/** What an agent runs; empty where its text says nothing of it (a property list may be binary). */
export function commandOfAgent(text: string): readonly string[] {
  const list = /<key>ProgramArguments<\/key>\s*<array>([\s\S]*?)<\/array>/.exec(text)?.[1] ?? '';
  return [...list.matchAll(/<string>([\s\S]*?)<\/string>/g)].map(([, word = '']) => unescapeXml(word));
}

const unescapeXml = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
