(() => {
  'use strict';
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const say = words => { one('#live').textContent = words; };
  const data = JSON.parse(one('#data').textContent);
  all('.controls').forEach(controls => { controls.hidden = false; });

  const themes = { automatic: 'light', light: 'dark', dark: 'automatic' };
  one('#theme').addEventListener('click', ({ target }) => {
    const theme = themes[document.documentElement.dataset.theme ?? 'automatic'];
    if (theme === 'automatic') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    target.textContent = `Theme: ${theme}`;
  });

  // Sorting: the heads become buttons, for mouse and keyboard alike.
  const body = one('#table tbody');
  const rows = all('tr', body);
  const heads = all('#table thead th');
  const letters = new Intl.Collator('en', { sensitivity: 'base' });
  const value = (row, column) => row.children[column].dataset.value ?? row.children[column].textContent;
  const compare = (a, b, isText, direction) => {
    if (isText) return direction * letters.compare(a, b);
    // What has no value stays last either way.
    if (a === '' || b === '') return (a === '') - (b === '');
    return direction * (a - b);
  };
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...one('span', head).childNodes);
    head.replaceChildren(button);
    const isText = column === 0 || head.classList.contains('text');
    button.addEventListener('click', () => {
      const first = isText ? 'ascending' : 'descending';
      const second = isText ? 'descending' : 'ascending';
      const order = head.getAttribute('aria-sort') === first ? second : first;
      heads.forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', order);
      const direction = order === 'ascending' ? 1 : -1;
      rows.sort((a, b) => compare(value(a, column), value(b, column), isText, direction));
      body.append(...rows);
      say(`Sorted by ${button.textContent.trim()}, ${order}`);
    });
  });

  const filter = () => {
    const wanted = one('#find').value.trim().toLowerCase();
    const script = one('#script').value;
    let shown = 0;
    for (const row of rows) {
      const words = `${row.children[0].textContent} ${row.children[1].textContent}`.toLowerCase();
      row.hidden = !words.includes(wanted) || (script !== '' && row.dataset.script !== script);
      shown += !row.hidden;
    }
    say(`${shown} of ${rows.length} languages`);
  };
  one('#find').addEventListener('input', filter);
  one('#script').addEventListener('change', filter);

  // A chart to take away: its colours as they are seen now.
  all('figure').forEach(figure => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Save as SVG';
    button.addEventListener('click', () => {
      const shown = one('svg', figure);
      const copy = shown.cloneNode(true);
      const marks = all('*', shown);
      all('*', copy).forEach((mark, position) => {
        for (const property of ['fill', 'stroke']) {
          if (mark.getAttribute(property)?.startsWith('var(')) {
            mark.setAttribute(property, getComputedStyle(marks[position])[property]);
          }
        }
      });
      copy.removeAttribute('style');
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([copy.outerHTML], { type: 'image/svg+xml' }));
      link.download = `${figure.id}.svg`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    figure.append(button);
  });

  // Tokens. `divisions[tokenizer][language]` is the number of tokens and the lengths of the runs in UTF-16 units, each
  // followed by `x` and its number of tokens where that is not one.
  if (data.excerpts.length === 0) return;
  const versions = one('#versions');
  const blank = one('.version', versions).cloneNode(true);
  let shown = all('.version', versions).map(version => Number(version.dataset.language));
  const spans = (text, lengths) => {
    let start = 0;
    return lengths.split(' ').map(run => {
      const [length, tokens = 1] = run.split('x').map(Number);
      const span = document.createElement('span');
      span.textContent = text.slice(start, start + length);
      start += length;
      if (tokens > 1) {
        span.className = 'torn';
        span.title = `${tokens} tokens`;
      } else if (tokens === 0) {
        span.className = 'none';
      }
      return span;
    });
  };
  const draw = () => {
    const excerpt = data.excerpts[one('#segment').value];
    const divisions = excerpt.divisions[one('#tokenizer').value];
    const most = Math.max(...shown.map(language => divisions[language][0]));
    versions.replaceChildren(...shown.map(language => {
      const { name, lang, dir } = data.languages[language];
      const [tokens, lengths] = divisions[language];
      const version = blank.cloneNode(true);
      version.dataset.language = language;
      one('h3', version).textContent = name;
      const premium = tokens / divisions[data.pivot][0];
      const digits = premium < 9.995 ? 2 : premium < 99.95 ? 1 : 0;
      one('.count', version).textContent =
        `${tokens} ${tokens === 1 ? 'token' : 'tokens'}` + (Number.isFinite(premium) ? `, ${premium.toFixed(digits)}×` : '');
      one('.bar div', version).style.width = `${100 * tokens / most}%`;
      const text = one('.tokens', version);
      text.lang = lang;
      text.dir = dir;
      text.replaceChildren(...spans(excerpt.texts[language], lengths));
      if (shown.length > 1) {
        const remove = document.createElement('button');
        remove.type = 'button';
        remove.textContent = '×';
        remove.setAttribute('aria-label', `Remove ${name}`);
        remove.addEventListener('click', () => {
          shown = shown.filter(other => other !== language);
          draw();
          one('#add').focus();
        });
        version.append(remove);
      }
      return version;
    }));
    const others = data.languages.map((language, position) => [language.name, position])
      .filter(([, position]) => !shown.includes(position))
      .sort(([a], [b]) => letters.compare(a, b));
    one('#add').replaceChildren(new Option('a language', ''), ...others.map(([name, position]) => new Option(name, position)));
  };
  one('#segment').addEventListener('change', draw);
  one('#tokenizer').addEventListener('change', draw);
  one('#add').addEventListener('change', ({ target }) => {
    shown.push(Number(target.value));
    draw();
  });
  draw();
})();
