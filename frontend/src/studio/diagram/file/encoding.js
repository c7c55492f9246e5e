/** The text with a declaration that says UTF-8: a draft is saved as that, whatever its file was before. */
export const asUtf8 = (text) => text.replace(/^(\s*<\?xml[^>]*?\sencoding\s*=\s*)(["'])(?!utf-8\2)[^"']*\2/i, '$1$2UTF-8$2');
