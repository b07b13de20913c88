// The quick line: a key opens it on every page, names are offered while they are typed, Enter saves. It works without this.
(function () {
  'use strict';

  var DELAY = 150;
  var LONGEST_NAME = 60;

  function typing(element) {
    return element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  }

  // --- Opening: the line of the page itself, or else the one in the dialog ---------------------------------------------------
  var dialog = document.getElementById('crm-quick');
  var content = document.getElementById('crm-quick-content');

  function fieldOf(root) {
    return root.querySelector('[data-crm-capture] textarea');
  }

  function focusEnd(field) {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }

  function open() {
    var own = fieldOf(document.querySelector('main') || document);
    if (own) {
      focusEnd(own);
      return;
    }
    if (!dialog.open) {
      dialog.showModal();
    }
    var there = fieldOf(dialog);
    if (there) {
      focusEnd(there);
    } else {
      window.htmx.trigger(content, 'crm-quick');
    }
  }

  if (dialog && content && typeof dialog.showModal === 'function') {
    document.addEventListener('keydown', function (event) {
      if (event.key === 'q' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(document.activeElement) && !document.querySelector('dialog[open]')) {
        event.preventDefault();
        open();
      }
    });
    document.addEventListener('click', function (event) {
      if (event.target.closest('[data-crm-quick]') && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        open();
      }
    });
    document.addEventListener('htmx:afterSettle', function (event) {
      if (dialog.open && (event.detail.target === content || event.detail.elt.matches('.crm-capture'))) {
        var field = fieldOf(dialog);
        if (field) {
          focusEnd(field);
        }
      }
    });
  }

  // What a button without script does, the page does by itself.
  function settle() {
    document.querySelectorAll('[data-crm-capture-read]').forEach(function (button) { button.hidden = true; });
  }
  settle();
  document.addEventListener('htmx:afterSwap', settle);

  // --- Names: what stands between the sign and the caret is looked up --------------------------------------------------------
  var timer = 0;
  var taken = '';

  function listOf(field) {
    return field.form.querySelector('[role="listbox"]');
  }

  function options(field) {
    return Array.prototype.slice.call(listOf(field).querySelectorAll('[role="option"]'));
  }

  function show(field, shown) {
    listOf(field).hidden = !shown;
    if (!shown) {
      field.removeAttribute('aria-activedescendant');
    }
  }

  function mark(field, index) {
    options(field).forEach(function (option, i) {
      option.setAttribute('aria-selected', i === index ? 'true' : 'false');
      if (i === index) {
        field.setAttribute('aria-activedescendant', option.id);
        option.scrollIntoView({ block: 'nearest' });
      }
    });
  }

  function marked(field) {
    return listOf(field).hidden ? -1 : options(field).findIndex(function (option) { return option.getAttribute('aria-selected') === 'true'; });
  }

  /** The name that is being typed, with its sign, or nothing. */
  function begun(field) {
    var before = field.value.slice(0, field.selectionStart);
    var sign = Math.max(before.lastIndexOf('@'), before.lastIndexOf('#'));
    if (sign < 0 || (sign > 0 && !/[\s,;(]/.test(before[sign - 1]))) {
      return '';
    }
    var name = before.slice(sign);
    var over = name.length > LONGEST_NAME || /[:!%,;"«»\n]/.test(name) || (name[0] === '#' && /\s/.test(name)) || (taken && name.indexOf(taken) === 0);
    return over ? '' : name;
  }

  function lookUp(field) {
    var name = begun(field);
    if (!name) {
      show(field, false);
      return;
    }
    window.htmx.ajax('POST', field.form.dataset.names, { source: listOf(field), target: listOf(field), swap: 'innerHTML', values: { begun: name } }).then(function () {
      show(field, document.activeElement === field && begun(field) === name && options(field).length > 0);
    });
  }

  function take(field, option) {
    var name = begun(field);
    var start = field.selectionStart - name.length;
    var rest = field.value.slice(field.selectionStart).replace(/^ /, '');
    taken = option.dataset.insert;
    field.value = field.value.slice(0, start) + taken + ' ' + rest;
    var caret = start + taken.length + 1;
    field.setSelectionRange(caret, caret);
    var choice = document.createElement('input');
    choice.type = 'hidden';
    choice.name = 'choice';
    choice.value = option.dataset.choice;
    document.getElementById('capture-chips').appendChild(choice);
    show(field, false);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function captureField(target) {
    return target instanceof Element && target.matches('[data-crm-capture] textarea') ? target : null;
  }

  document.addEventListener('input', function (event) {
    var field = captureField(event.target);
    if (field) {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { lookUp(field); }, DELAY);
    }
  });
  document.addEventListener('mousedown', function (event) {
    var option = event.target.closest('[data-crm-capture] [role="option"]');
    if (option) {
      event.preventDefault();
      take(fieldOf(option.closest('.crm-capture')), option);
    }
  });
  document.addEventListener('focusout', function (event) {
    var field = captureField(event.target);
    if (field) {
      show(field, false);
    }
  });

  // --- Keys: arrows and Enter choose a name; Enter saves, Alt+Enter goes on in the form --------------------------------------
  document.addEventListener('keydown', function (event) {
    var field = captureField(event.target);
    if (!field || event.isComposing) {
      return;
    }
    var at = marked(field);
    var count = options(field).length;
    if (event.key === 'Escape' && !listOf(field).hidden) {
      event.preventDefault();
      show(field, false);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !listOf(field).hidden && count > 0) {
      event.preventDefault();
      mark(field, event.key === 'ArrowDown' ? (at + 1) % count : (at <= 0 ? count : at) - 1);
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      take(field, options(field)[at]);
    } else if (event.key === 'Enter' && event.altKey) {
      event.preventDefault();
      field.form.querySelector('[data-crm-capture-form]').click();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      field.form.querySelector('.btn-primary').click();
    }
  });

  // --- A line that is being saved is not read any more: it would be kept as one that is not finished -------------------------
  function saving(form, whether) {
    if (form && form.matches('[data-crm-capture]')) {
      form.dataset.saving = whether ? 'true' : '';
    }
  }
  document.addEventListener('submit', function (event) { saving(event.target, true); }, true);
  document.addEventListener('htmx:beforeRequest', function (event) {
    var field = captureField(event.detail.elt);
    if (field && field.form.dataset.saving) {
      event.preventDefault();
    } else if (event.detail.elt.matches('[data-crm-capture] .btn-primary')) {
      saving(event.detail.elt.form, true);
    }
  });
  ['htmx:sendError', 'htmx:responseError'].forEach(function (failed) {
    document.addEventListener(failed, function (event) {
      if (event.detail.elt.matches('[data-crm-capture] .btn-primary')) {
        saving(event.detail.elt.form, false);
      }
    });
  });
  // After somebody was chosen among several, the line goes on where it was.
  document.addEventListener('htmx:afterSwap', function (event) {
    if (event.detail.target.id === 'capture-chips' && document.activeElement === document.body) {
      var form = document.querySelector('dialog[open] [data-crm-capture]') || document.querySelector('[data-crm-capture]');
      if (form) {
        focusEnd(form.querySelector('textarea'));
      }
    }
  });
})();
