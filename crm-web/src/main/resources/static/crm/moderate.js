// Moderating beyond plain HTML: the queue follows what happens, and everything has a key.
(function () {
  'use strict';

  var main = document.querySelector('[data-crm-moderate]');
  var state = document.getElementById('hall-state');
  if (!main) {
    return;
  }

  function queue() {
    return document.getElementById('hall-queue');
  }

  function cards() {
    return Array.prototype.slice.call(queue().querySelectorAll('.crm-hall-card'));
  }

  function typing(element) {
    return element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  }

  // --- Where the officer is stays where it is when the queue comes anew -------------------------------------------------------------
  var at = null;

  document.addEventListener('htmx:beforeSwap', function (event) {
    if (event.detail.target && event.detail.target.id === 'hall-queue') {
      var card = document.activeElement && document.activeElement.closest ? document.activeElement.closest('.crm-hall-card') : null;
      var done = document.getElementById('hall-done');
      at = card ? { id: card.id, index: cards().indexOf(card) } : null;
      if (at) {
        at.key = document.activeElement.dataset.key;
      }
      main.dataset.done = done && done.open ? 'open' : '';
    }
  });
  document.addEventListener('htmx:afterSwap', function () {
    var done = document.getElementById('hall-done');
    if (done && main.dataset.done) {
      done.open = true;
    }
    if (!at) {
      return;
    }
    var all = cards();
    // The one that is gone to another place leaves its place to the next.
    var card = document.getElementById(at.id);
    if (!card || all.indexOf(card) !== at.index) {
      card = all[Math.min(at.index, all.length - 1)];
    }
    if (card) {
      (card.querySelector('[data-key="' + at.key + '"]') || card).focus({ preventScroll: true });
    }
    at = null;
  });

  // --- The queue as it is now, but never under the hands of somebody who types in it ----------------------------------------------
  var waiting = false;

  function busy() {
    return queue().contains(document.activeElement) && typing(document.activeElement)
        || queue().querySelector('.crm-hall-card details[open]');
  }

  function look() {
    if (busy()) {
      waiting = true;
      document.getElementById('hall-stale').hidden = false;
      return;
    }
    waiting = false;
    var section = queue();
    window.htmx.ajax('GET', section.dataset.base + '?sort=' + section.dataset.sort,
      { source: section, target: '#hall-queue', swap: 'outerHTML', headers: { 'CRM-Poll': 'true' } });
  }

  document.addEventListener('toggle', function (event) {
    if (event.target.closest && event.target.closest('.crm-hall-card')) {
      if (event.target.open) {
        var field = event.target.querySelector('select, textarea, input:not([type="hidden"])');
        if (field) {
          field.focus();
        }
      } else if (waiting) {
        look();
      }
    }
  }, true);

  var source = null;
  var last = null;
  var pause = 2000;

  function open() {
    source = new EventSource(main.dataset.live);
    source.addEventListener('look', function (event) {
      pause = 2000;
      state.textContent = '';
      if (last !== event.data) {
        last = event.data;
        look();
      }
    });
    source.addEventListener('error', function () {
      if (source.readyState === EventSource.CLOSED) {
        state.textContent = state.dataset.lost;
        window.setTimeout(open, pause);
        pause = Math.min(30000, pause * 2);
      }
    });
  }

  if (main.dataset.live && 'EventSource' in window) {
    open();
    window.addEventListener('pagehide', function () { source.close(); });
  }

  // --- Keys --------------------------------------------------------------------------------------------------------------------------
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    var here = document.activeElement && document.activeElement.closest ? document.activeElement.closest('.crm-hall-card') : null;
    if (event.key === 'Escape' && here) {
      var opened = here.querySelector('details[open]');
      if (opened) {
        opened.open = false;
        here.focus();
      }
      return;
    }
    if (typing(document.activeElement)) {
      return;
    }
    var all = cards();
    var index = here ? all.indexOf(here) : -1;
    if (event.key === 'j' || event.key === 'k') {
      var next = all[event.key === 'j' ? Math.min(index + 1, all.length - 1) : Math.max(index - 1, 0)];
      if (next) {
        event.preventDefault();
        next.focus();
        next.scrollIntoView({ block: 'nearest' });
      }
      return;
    }
    var act = here && /^[a-z]$/.test(event.key) ? here.querySelector('[data-key="' + event.key + '"]') : null;
    if (act) {
      event.preventDefault();
      if (act.tagName === 'DETAILS') {
        act.open = !act.open;
      } else {
        act.focus();
        act.click();
      }
    }
  });
})();
