/* Not a module: it runs before the first paint. */
try {
  const theme = localStorage.getItem('copydesk.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the system's theme it is.
}
