/** Opens the private chat with the bot, or offers to add it to a group, and hands it the payload with `/start`. */
export function linkToBot(name: string, where: 'start' | 'startgroup', payload: string): string {
  return `https://t.me/${name}?${where}=${payload}`;
}
