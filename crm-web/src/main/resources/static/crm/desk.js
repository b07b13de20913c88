// The desk beyond plain HTML: the first field is ready for the next question, and all is done by keys.
(function () {
  'use strict';

  var form = document.getElementById('desk-form');
  var asker = document.getElementById('f-askerText');
  var text = document.getElementById('desk-text');
  var answer = document.getElementById('f-answer');
  var taken = null;

  function rows() {
    return Array.prototype.slice.call(document.querySelectorAll('[data-crm-question]'));
  }

  // --- Where one was is where one goes on; else with the next question -----------------------------------------------------------
  var row = location.hash.length > 1 ? document.getElementById(location.hash.substring(1)) : null;
  if (row) {
    row.focus();
  } else {
    var wrong = form.querySelector('.is-invalid');
    (wrong || asker).focus();
  }

  // --- A line that was chosen is the answer, until one writes another ----------------------------------------------------------
  function choose(line) {
    line.checked = true;
    if (answer.value === '' || answer.value === taken) {
      taken = line.dataset.crmLine.substring(0, answer.maxLength);
      answer.value = taken;
    }
  }
  form.addEventListener('change', function (event) {
    if (event.target.matches('[data-crm-line]')) {
      choose(event.target);
    }
  });

  document.addEventListener('keydown', function (event) {
    if (event.altKey && !event.ctrlKey && !event.metaKey && /^Digit[1-9]$/.test(event.code) && form.contains(event.target)) {
      var line = form.querySelectorAll('[data-crm-line]')[Number(event.code.substring(5)) - 1];
      if (line) {
        event.preventDefault();
        choose(line);
      }
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && form.contains(event.target)) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    var current = event.target instanceof Element && event.target.matches('[data-crm-question]') ? event.target : null;
    if (!current) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (event.altKey) {
        press(current, event.key === 'ArrowUp' ? 'up' : 'down');
      } else {
        var all = rows();
        var next = all[all.indexOf(current) + (event.key === 'ArrowDown' ? 1 : -1)];
        (next || (event.key === 'ArrowUp' ? text : current)).focus();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    var acts = { KeyP: 'approve', KeyQ: 'ask', KeyA: 'answer', KeyT: 'take-away' };
    if (acts[event.code] && press(current, acts[event.code])) {
      event.preventDefault();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      current.querySelector('a').click();
    } else if (event.key === 'Escape') {
      asker.focus();
    }
  });

  function press(row, act) {
    var button = row.querySelector('[data-crm-act="' + act + '"]');
    if (button) {
      button.click();
    }
    return button !== null;
  }
}());
