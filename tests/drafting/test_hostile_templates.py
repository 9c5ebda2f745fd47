"""Templates that try to be programs. Every one is refused, or is only words."""

import builtins
import os
import subprocess

import pytest

from incidentkit.drafting.templates import Template, parse_template, render
from incidentkit.errors import TemplateRefusedError

HEADER = "id: MT-01\nvariant: short\ntitle: Notice\naudience: public\npublic: yes\n"
VALUE = "@AshcombeDC"

PAYLOADS = (
    # attribute walks
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ handle.__class__ }}",
    "{{ handle.__class__.__base__.__subclasses__() }}",
    "{{ ().__class__.__bases__[0] }}",
    "{{ [].__class__.__mro__ }}",
    "{{ {}.__class__ }}",
    "{{ handle.__init__.__globals__ }}",
    "{{ 7 * 7 }}",
    "{{ handle * 1000000000 }}",
    # items
    "{{ handle['__class__'] }}",
    "{{ ''['__cla' ~ 'ss__'] }}",
    "{{ handle[0] }}",
    "{{ request['application']['__globals__'] }}",
    # the attr filter, spelled out or joined
    "{{ handle | attr('__class__') }}",
    "{{ handle|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ handle | attr(['__cl','ass__'] | join) }}",
    "{{ ()|attr('__class__')|attr('__base__') }}",
    "{{ handle | map(attribute='__class__') | list }}",
    # built-in helpers
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop.__class__ }}",
    "{{ caller.__globals__ }}",
    "{{ url_for.__globals__ }}",
    "{{ config.items() }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    # bound methods and frames
    "{{ handle.upper.__self__ }}",
    "{{ handle.format.__func__ }}",
    "{{ (x for x in ()).gi_frame.f_globals }}",
    "{{ co.cr_frame.f_builtins }}",
    "{{ e.__traceback__.tb_frame }}",
    # string formatting
    "{{ '{0.__class__}'.format(handle) }}",
    "{{ '{a.__init__.__globals__}'.format_map({'a': handle}) }}",
    "{% set f = '{0.__class__}'.format %}{{ f(handle) }}",
    "{{ ['{0.__class__}'] | map('format', handle) | first }}",
    "{{ '%s' % handle }}",
    "{{ '%(a)s' | format(a=handle) }}",
    "%(handle)s %s %n %x %999999999d",
    "{0} {0.__class__} {handle} {handle.__class__} {handle!r:>999999999}",
    "{handle.__init__.__globals__[os].environ}",
    "$handle ${handle} ${handle.__class__} $$",
    "f'{handle.__class__}' {handle!s}",
    # filters that look up attributes
    "{{ x | select('attr', '__class__') }}",
    "{{ x | sort(attribute='__class__.__name__') }}",
    "{{ x | groupby('__class__') }}",
    "{{ x | sum(attribute='__class__') }}",
    # files
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os.system('id') }}",
    "{% extends '../../../etc/passwd' %}",
    "{{ include('/etc/passwd') }}",
    "<%include file='/etc/passwd'/>",
    "{{> /etc/passwd }}",
    "{{! a remark }}",
    "{{{ handle }}}",
    "{{& handle }}",
    "{{= <% %> =}}<% handle %>",
    # mutation and calls
    "{{ x.append(1) }}",
    "{{ x.update({'a': 1}) }}",
    "{{ handle.upper() }}",
    "{{ handle() }}",
    "{% do x.clear() %}",
    "{% set handle = 'no' %}",
    "{% debug %}",
    "{{ {'a b=1 onload': 'x'} | xmlattr }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{{ range(10**9) | list }}",
    # other languages
    "<% import os; os.system('id') %>",
    "<?php system('id'); ?>",
    "#set($x = 1) $x.class.forName('java.lang.Runtime')",
    "${T(java.lang.Runtime).getRuntime().exec('id')}",
    "#{7*7} *{7*7} @{7*7} ~{7*7}",
    "{{#each x}}{{this}}{{/each}}",
    "{{#with x}}{{lookup this 'constructor'}}{{/with}}",
    "{{constructor.constructor('return 1')()}}",
    "[[${7*7}]] th:text='${7*7}'",
    "!!python/object/apply:os.system ['id']",
    "`id` $(id) ; id | id && id",
    "=cmd|'/c calc'!A1",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '#import "/etc/passwd" #read("/etc/passwd") #eval("1")',
    "\\input{/etc/passwd}\\write18{id}",
    # names that are nearly right
    "{{ HANDLE }}",
    "{{ handle_ }}",
    "{{ hand1e }}",
    "{{ h\u0430ndle }}",
    "{{ handle\u200b }}",
    "{{\u00a0handle }}",
    "{{ handle\n}}",
    "{{ __class__ }}",
    "{{ {{ handle }} }}",
    "{{# __class__ }}x{{/ __class__ }}",
    "{{ " + "a" * 5000 + " }}",
    "{{" * 5000,
    "{{#data}}" * 1500,
)


def read_or_refuse(source: str) -> Template | TemplateRefusedError:
    try:
        return parse_template(source, "pack.txt")
    except TemplateRefusedError as refused:
        return refused


@pytest.fixture(autouse=True)
def nothing_may_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **_: object) -> None:
        raise AssertionError(f"a template reached out: {arguments}")

    for module, name in (
        (os, "system"),
        (os, "popen"),
        (subprocess, "Popen"),
        (builtins, "eval"),
        (builtins, "exec"),
        (builtins, "open"),
    ):
        monkeypatch.setattr(module, name, refuse)


def test_there_are_enough_payloads_and_none_twice() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_template_is_refused_or_only_words(payload: str) -> None:
    outcome = read_or_refuse(f"{HEADER}---\nBefore {payload} after")
    if isinstance(outcome, TemplateRefusedError):
        assert outcome.line >= 7
        return
    assert outcome.fields == ()
    words = render(outcome, {"handle": VALUE}, ("data",)).text
    assert words == f"Before {payload} after"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_value_is_only_words(payload: str) -> None:
    template = parse_template(f"{HEADER}---\nBefore {{{{ handle }}}} after", "x.txt")
    if len(payload) > 8192:
        with pytest.raises(TemplateRefusedError):
            render(template, {"handle": payload})
        return
    assert render(template, {"handle": payload}).text == f"Before {payload} after"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_heading_is_refused(payload: str) -> None:
    with pytest.raises(TemplateRefusedError):
        parse_template(f"{HEADER.replace('MT-01', payload)}---\nHello", "x.txt")
