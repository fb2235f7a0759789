/** Words of English that are none of German, outside of commands that are quoted: what was forgotten to be translated. */
export const english = (text: string): readonly string[] =>
  text
    .replace(/„[^“]*“/g, '')
    .match(/\b(?:the|and|is|are|of|with|from|this|that|have|has|been|could|which|there|your)\b/gi) ?? [];
