// What the pages of the directory do beyond plain HTML: pickers, copying, and a word before typed text is lost.
(function () {
  'use strict';

  // --- Pickers: what was typed is looked up, arrows move through what was found, Enter takes it -----------------------------
  function parts(input) {
    var picker = input.closest('[data-crm-picker]');
    return picker && {
      input: input,
      list: picker.querySelector('[role="listbox"]'),
      picked: picker.querySelector('[data-crm-picked]')
    };
  }

  function options(list) {
    return Array.prototype.slice.call(list.querySelectorAll('[role="option"]'));
  }

  function show(picker, open) {
    picker.list.hidden = !open;
    picker.input.setAttribute('aria-expanded', open ? 'true' : 'false');
    if (!open) {
      picker.input.removeAttribute('aria-activedescendant');
    }
  }

  function mark(picker, index) {
    options(picker.list).forEach(function (option, i) {
      option.id = option.id || picker.list.id + '-' + i;
      option.setAttribute('aria-selected', i === index ? 'true' : 'false');
      if (i === index) {
        picker.input.setAttribute('aria-activedescendant', option.id);
        option.scrollIntoView({ block: 'nearest' });
      }
    });
  }

  function take(picker, option) {
    picker.input.value = option.dataset.text;
    picker.picked.value = option.dataset.value;
    picker.list.replaceChildren();
    show(picker, false);
    picker.picked.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function pickerOf(target) {
    return target instanceof Element && target.matches('[data-crm-picker] input[role="combobox"]') ? parts(target) : null;
  }

  document.addEventListener('keydown', function (event) {
    var picker = pickerOf(event.target);
    if (!picker) {
      return;
    }
    var all = options(picker.list);
    var current = all.findIndex(function (option) { return option.getAttribute('aria-selected') === 'true'; });
    if (event.key === 'Escape' && !picker.list.hidden) {
      event.preventDefault();
      show(picker, false);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && all.length > 0) {
      event.preventDefault();
      show(picker, true);
      mark(picker, event.key === 'ArrowDown' ? (current + 1) % all.length : (current <= 0 ? all.length : current) - 1);
    } else if (event.key === 'Enter' && current >= 0 && !picker.list.hidden) {
      event.preventDefault();
      take(picker, all[current]);
    }
  });
  document.addEventListener('input', function (event) {
    var picker = pickerOf(event.target);
    if (picker) {
      picker.picked.value = '';
      if (picker.input.value.trim() === '') {
        picker.picked.dispatchEvent(new Event('change', { bubbles: true }));
      }
    }
  });
  document.addEventListener('htmx:beforeRequest', function (event) {
    var picker = pickerOf(event.detail.elt);
    if (picker && picker.input.value.trim().length < 2) {
      event.preventDefault();
      picker.list.replaceChildren();
      show(picker, false);
    }
  });
  document.addEventListener('htmx:afterSwap', function (event) {
    var picker = pickerOf(event.detail.requestConfig ? event.detail.requestConfig.elt : null);
    if (picker) {
      show(picker, document.activeElement === picker.input && picker.list.children.length > 0);
    }
  });
  // The pointer takes an option before the input loses its focus.
  document.addEventListener('mousedown', function (event) {
    var option = event.target.closest('[data-crm-picker] [role="option"]');
    if (option) {
      event.preventDefault();
      take(parts(option.closest('[data-crm-picker]').querySelector('input[role="combobox"]')), option);
    }
  });
  // What stands below must not move away from under a pointer that is pressed: the list closes when the click is done.
  var pressed = false;
  var closing = [];
  function released() {
    window.setTimeout(function () {
      pressed = false;
      closing.splice(0).forEach(function (picker) { show(picker, document.activeElement === picker.input && picker.list.children.length > 0); });
    });
  }
  document.addEventListener('pointerdown', function () { pressed = true; }, true);
  document.addEventListener('pointerup', released, true);
  document.addEventListener('pointercancel', released, true);
  document.addEventListener('focusout', function (event) {
    var picker = pickerOf(event.target);
    if (picker && pressed) {
      closing.push(picker);
    } else if (picker) {
      show(picker, false);
    }
  });

  // --- Ticking all of a list at once ------------------------------------------------------------------------------------------
  document.querySelectorAll('[data-crm-check-all]').forEach(function (all) {
    all.closest('label').hidden = false;
    function boxes() {
      return Array.prototype.slice.call(all.form.querySelectorAll('input[type="checkbox"][name="' + all.dataset.crmCheckAll + '"]'));
    }
    all.addEventListener('change', function () {
      boxes().forEach(function (box) { box.checked = all.checked; });
    });
    all.form.addEventListener('change', function (event) {
      if (event.target !== all) {
        var ticked = boxes().filter(function (box) { return box.checked; }).length;
        all.checked = ticked > 0 && ticked === boxes().length;
        all.indeterminate = ticked > 0 && !all.checked;
      }
    });
  });

  // --- Copying: the buttons show themselves where the browser can do it ------------------------------------------------------
  if (navigator.clipboard) {
    document.querySelectorAll('[data-crm-copy]').forEach(function (button) { button.hidden = false; });
    document.addEventListener('click', function (event) {
      var button = event.target.closest('[data-crm-copy]');
      if (button) {
        navigator.clipboard.writeText(button.dataset.crmCopy).then(function () {
          var label = button.querySelector('span');
          var before = label.textContent;
          label.textContent = button.dataset.copied;
          window.setTimeout(function () { label.textContent = before; }, 1500);
        });
      }
    });
  }

  // --- Forms: leaving with unsaved text asks first; a new row takes the focus -------------------------------------------------
  var changed = false;
  var sent = false;
  document.addEventListener('input', function (event) {
    changed = changed || !!event.target.closest('form[data-crm-unsaved]');
  });
  document.addEventListener('submit', function () { sent = true; });
  window.addEventListener('beforeunload', function (event) {
    if (changed && !sent) {
      event.preventDefault();
    }
  });
  document.addEventListener('htmx:afterSettle', function (event) {
    var request = event.detail.requestConfig;
    var asked = request && request.parameters && request.parameters.add;
    sent = false;
    if (asked) {
      var inputs = document.querySelectorAll('[name^="' + asked + '["]:not([type="hidden"])');
      var last = inputs.length ? inputs[inputs.length - 1].closest('.crm-row') : null;
      var first = last && last.querySelector('input, select');
      if (first) {
        first.focus();
      }
    }
  });
})();
