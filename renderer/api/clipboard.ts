/**
 * Puts text on the clipboard; false where the host does not let it. By the copy event of the page,
 * which a press allows: the desktop gives the window no permission for the clipboard's own interface.
 */
export function copyText(text: string): boolean {
  let taken = false;
  const give = (event: ClipboardEvent): void => {
    if (!event.clipboardData) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    taken = true;
  };
  document.addEventListener('copy', give, { capture: true });
  try {
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', give, { capture: true });
  }
  return taken;
}
