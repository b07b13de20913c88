// The guests' page and the wall of a hall beyond plain HTML: what the server tells is shown without loading the page again. Both work without it.
(function () {
  'use strict';

  var main = document.querySelector('[data-crm-hall]');
  if (!main || !('EventSource' in window)) {
    return;
  }
  var wall = main.dataset.crmHall === 'wall';
  var list = document.getElementById('hall-list');
  var row = document.getElementById('hall-row');
  var state = document.getElementById('hall-state');
  var own = document.getElementById('hall-own');

  if (main.dataset.theme) {
    document.documentElement.setAttribute('data-bs-theme', main.dataset.theme);
  }

  // What this device did stands on the page, and nowhere in what all are told.
  var voted = new Set();
  var reported = new Set();
  list.querySelectorAll('[aria-pressed="true"]').forEach(function (button) { voted.add(button.closest('[data-id]').dataset.id); });
  list.querySelectorAll('[data-hall="flag"] button[disabled]').forEach(function (button) { reported.add(button.closest('[data-id]').dataset.id); });

  function part(item, name) {
    return item.querySelector('[data-hall="' + name + '"]');
  }

  function say(item, name, text) {
    var place = part(item, name);
    if (place && place.textContent !== text) {
      place.textContent = text;
    }
  }

  function mark(item, id) {
    var vote = part(item, 'vote');
    var button = vote && vote.querySelector('button');
    if (button) {
      button.setAttribute('aria-pressed', voted.has(id) ? 'true' : 'false');
      button.value = voted.has(id) ? 'false' : 'true';
    }
    var flag = part(item, 'flag');
    var report = flag && flag.querySelector('button');
    if (report && reported.has(id)) {
      report.disabled = true;
      report.textContent = report.dataset.done;
    }
  }

  function fill(item, question, voting) {
    item.dataset.id = question.id;
    say(item, 'text', question.text);
    say(item, 'asker', question.asker || '');
    part(item, 'asker').hidden = !question.asker;
    say(item, 'votes', String(question.votes));
    part(item, 'vote').hidden = !voting || question.asked;
    if (!wall) {
      item.id = 'q-' + question.id;
      item.classList.toggle('crm-hall-asked', question.asked);
      part(item, 'asked').hidden = !question.asked;
      item.querySelectorAll('[name="question"]').forEach(function (input) { input.value = question.id; });
    }
    mark(item, question.id);
  }

  function hide(id, hidden) {
    var element = document.getElementById(id);
    if (element) {
      element.hidden = hidden;
    }
  }

  function show(board) {
    var shown = wall ? board.questions.filter(function (question) { return !question.asked; }) : board.questions;
    var known = {};
    list.querySelectorAll('[data-id]').forEach(function (item) { known[item.dataset.id] = item; });
    var focused = document.activeElement;
    shown.forEach(function (question, index) {
      var item = known[question.id];
      delete known[question.id];
      if (!item) {
        item = row.content.firstElementChild.cloneNode(true);
      }
      fill(item, question, board.voting);
      if (list.children[index] !== item) {
        list.insertBefore(item, list.children[index] || null);
      }
    });
    Object.keys(known).forEach(function (id) { known[id].remove(); });
    if (focused && focused !== document.activeElement && document.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
    if (wall) {
      var now = board.questions.length && board.questions[0].asked ? board.questions[0] : null;
      var text = document.getElementById('wall-text');
      text.textContent = now ? now.text : text.dataset.none;
      text.classList.toggle('crm-wall-none', !now);
      text.classList.toggle('crm-wall-long', !!now && now.text.length > 220);
      document.getElementById('wall-asker').textContent = now && now.asker ? now.asker : '';
      hide('wall-asker', !(now && now.asker));
      hide('wall-join', !board.asking);
      var code = document.getElementById('wall-code');
      if (main.dataset.mark !== board.mark) {
        main.dataset.mark = board.mark;
        code.src = code.dataset.src + '?' + board.mark;
      }
    } else {
      hide('hall-closed', board.asking);
      hide('hall-ask', !board.asking);
      hide('hall-nothing', shown.length > 0);
      hide('hall-name-optional', !board.anonymous);
      hide('hall-name-needed', board.anonymous);
      document.getElementById('hall-name').required = !board.anonymous;
      askForOwn();
    }
    main.dataset.revision = String(board.revision);
  }

  // --- What this device asked: looked at again when something changed and something of it is not over ------------------------
  var asking = null;

  function askForOwn() {
    if (asking || !own || !own.querySelector('[data-state="waits"], [data-state="shown"]')) {
      return;
    }
    // Not all phones at once.
    asking = window.setTimeout(function () {
      asking = null;
      fetch(main.dataset.own, { headers: { 'HX-Request': 'true' } }).then(function (answer) {
        return answer.ok ? answer.text() : null;
      }).then(function (text) {
        if (text !== null) {
          var fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('hall-own');
          if (fresh) {
            own.replaceWith(fresh);
            own = fresh;
          }
        }
      }, function () { /* The next change asks again. */ });
    }, 200 + Math.random() * 1500);
  }

  // --- A vote and a report without loading the page -----------------------------------------------------------------------------
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.dataset.hall !== 'vote' && form.dataset.hall !== 'flag') {
      return;
    }
    event.preventDefault();
    var item = form.closest('[data-id]');
    var id = item.dataset.id;
    var button = form.querySelector('button');
    var body = new URLSearchParams(new FormData(form));
    var votes = part(item, 'votes');
    if (form.dataset.hall === 'vote') {
      body.set('wanted', button.value);
    }
    button.disabled = true;
    // What is fine leads to the page, which is here already.
    fetch(form.action, { method: 'POST', body: body, redirect: 'manual' }).then(function (answer) {
      if (answer.type !== 'opaqueredirect') {
        throw new Error('refused');
      }
      if (form.dataset.hall === 'flag') {
        reported.add(id);
      } else if (voted.delete(id)) {
        votes.textContent = String(Math.max(0, Number(votes.textContent) - 1));
      } else {
        voted.add(id);
        votes.textContent = String(Number(votes.textContent) + 1);
      }
      button.disabled = false;
      mark(item, id);
    }).catch(function () {
      // The page of the refusal says why.
      button.disabled = false;
      HTMLFormElement.prototype.submit.call(form);
    });
  });

  // --- The stream; a browser that lost it comes again by itself, and is told what is so by then ---------------------------------
  var source = null;
  var pause = 2000;

  function open() {
    source = new EventSource(main.dataset.live);
    source.addEventListener('board', function (event) {
      pause = 2000;
      state.textContent = '';
      show(JSON.parse(event.data));
    });
    source.addEventListener('open', function () { state.textContent = ''; });
    source.addEventListener('error', function () {
      if (source.readyState === EventSource.CLOSED) {
        state.textContent = state.dataset.lost;
        window.setTimeout(open, pause);
        pause = Math.min(30000, pause * 2);
      }
    });
  }

  open();
  window.addEventListener('pagehide', function () { source.close(); });
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) {
      open();
    }
  });
})();
