/**
 * The README as it goes into the package. Its pictures and its links into the checkout lead nowhere there, and vsce
 * refuses them: pictures go, of links the words stay. Links to the web and within the page stay as they are.
 * @param {string} text Markdown
 * @returns {string} Markdown
 */
export function packagedReadme(text) {
  return text
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)[ \t]*\n+/gmu, '')
    .replace(/!\[([^\]]*)\]\((?!https:)[^)]*\)/gu, '')
    .replace(/\[([^\]]*)\]\((?!\w+:|#)[^)]*\)/gu, '$1');
}
