/** The buttons that hide findings of a severity. */
export function wireSeverities(): void {
  const group = document.getElementById('severities');
  if (!group) {
    return;
  }
  group.hidden = false;
  group.querySelectorAll<HTMLElement>('[data-severity]').forEach((toggle) =>
    toggle.addEventListener('click', () => {
      const shown = toggle.getAttribute('aria-pressed') !== 'true';
      toggle.setAttribute('aria-pressed', `${shown}`);
      document
        .querySelectorAll<HTMLElement>(`.findings [data-severity="${toggle.dataset.severity}"]`)
        .forEach((finding) => (finding.hidden = !shown));
    }),
  );
}
