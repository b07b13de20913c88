// What pages of the CRM do beyond plain HTML. Every page works without it.
(function () {
  'use strict';

  var csrf = document.querySelector('meta[name="crm-csrf"]');
  var notice = document.getElementById('crm-notice');

  function tell(text) {
    if (notice) {
      notice.textContent = text || '';
    }
  }

  // --- htmx: the CSRF token, requests that a page makes by itself, refusals -------------------------------------------------
  document.addEventListener('htmx:configRequest', function (event) {
    if (csrf && event.detail.verb !== 'get') {
      event.detail.headers[csrf.dataset.header] = csrf.content;
    }
    var trigger = event.detail.elt.getAttribute('hx-trigger') || '';
    if (/^(every|load)\b/.test(trigger)) {
      event.detail.headers['CRM-Poll'] = 'true';
    }
  });
  // htmx keeps the address of the page, which may hold what was searched for, for a cache that is switched off here.
  function forgetAddress() {
    try {
      sessionStorage.removeItem('htmx-current-path-for-history');
    } catch (barred) {
      // Then htmx could not keep it either.
    }
  }
  ['htmx:pushedIntoHistory', 'htmx:replacedInHistory', 'htmx:historyRestore'].forEach(function (moved) {
    document.addEventListener(moved, forgetAddress);
  });
  forgetAddress();
  document.addEventListener('htmx:responseError', function (event) {
    var status = event.detail.xhr.status;
    if (status !== 401) {
      tell(document.body.dataset.problem);
    }
  });
  document.addEventListener('htmx:sendError', function () { tell(document.body.dataset.offline); });
  document.addEventListener('htmx:afterRequest', function (event) {
    if (event.detail.successful) {
      tell('');
    }
  });

  // --- The search box: the key "/" goes there, arrows move through what was found -------------------------------------------
  var search = document.getElementById('crm-search');
  var list = document.getElementById('crm-suggestions');

  function typing(element) {
    return element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  }

  document.addEventListener('keydown', function (event) {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(document.activeElement)) {
      var box = search || document.querySelector('input[type="search"]');
      if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    }
  });

  if (search && list) {
    var current = -1;

    var options = function () { return Array.prototype.slice.call(list.querySelectorAll('[role="option"]:not([aria-disabled])')); };

    var mark = function (index) {
      var all = options();
      all.forEach(function (option, i) { option.setAttribute('aria-selected', i === index ? 'true' : 'false'); });
      current = index;
      if (index >= 0 && all[index]) {
        search.setAttribute('aria-activedescendant', all[index].id);
        all[index].scrollIntoView({ block: 'nearest' });
      } else {
        search.removeAttribute('aria-activedescendant');
      }
    };

    var show = function (open) {
      list.hidden = !open;
      search.setAttribute('aria-expanded', open ? 'true' : 'false');
      if (!open) {
        mark(-1);
      }
    };

    document.addEventListener('htmx:afterSwap', function (event) {
      if (event.detail.target === list) {
        options().forEach(function (option, i) { option.id = option.id || 'crm-suggestion-' + i; });
        mark(-1);
        show(list.children.length > 0 && document.activeElement === search);
      }
    });
    document.addEventListener('htmx:beforeRequest', function (event) {
      if (event.detail.elt === search && search.value.trim().length < 2) {
        event.preventDefault();
        list.replaceChildren();
        show(false);
      }
    });
    search.addEventListener('keydown', function (event) {
      var count = options().length;
      if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        show(false);
      } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
        event.preventDefault();
        show(true);
        mark(event.key === 'ArrowDown' ? (current + 1) % count : (current <= 0 ? count : current) - 1);
      } else if (event.key === 'Enter' && current >= 0 && !list.hidden) {
        event.preventDefault();
        options()[current].click();
      }
    });
    search.addEventListener('focus', function () { show(list.children.length > 0); });
    document.addEventListener('click', function (event) {
      if (!list.contains(event.target) && event.target !== search) {
        show(false);
      }
    });
  }

  // --- Dialogs: a link that names one opens it instead of its page ----------------------------------------------------------
  document.addEventListener('click', function (event) {
    var opener = event.target.closest('[data-crm-dialog]');
    if (opener) {
      var dialog = document.getElementById(opener.dataset.crmDialog);
      if (dialog && typeof dialog.showModal === 'function') {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    if (event.target.closest('[data-crm-close]')) {
      event.target.closest('dialog').close();
    }
  });

  // --- Menus close when the attention goes elsewhere ------------------------------------------------------------------------
  document.addEventListener('click', function (event) {
    document.querySelectorAll('details:is(.crm-menu, .crm-nav-more)[open]').forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') {
      document.querySelectorAll('details:is(.crm-menu, .crm-nav-more)[open]').forEach(function (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      });
    }
  });

  // --- Files: one that is larger than the server takes is told of before it is sent -------------------------------------------
  document.addEventListener('change', function (event) {
    var input = event.target;
    if (input.type === 'file' && input.dataset.crmMost) {
      var most = Number(input.dataset.crmMost);
      var large = Array.prototype.some.call(input.files, function (file) { return file.size > most; });
      input.setCustomValidity(large ? input.dataset.crmTooLarge : '');
      input.reportValidity();
    }
  });

  // --- Forms: what is wrong comes into view; a form is sent once --------------------------------------------------------------
  var wrong = document.querySelector('.crm-errors');
  if (wrong) {
    wrong.focus();
  }
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method === 'post' && !form.hasAttribute('hx-post')) {
      if (form.dataset.crmSent) {
        event.preventDefault();
      } else {
        form.dataset.crmSent = 'true';
        window.setTimeout(function () { delete form.dataset.crmSent; }, 5000);
      }
    }
  });
})();
