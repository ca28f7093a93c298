"""Invented names, as varied as the people of an ordinary town."""

from __future__ import annotations

import random

_BACKGROUNDS: tuple[tuple[int, str, str], ...] = (
    (
        10,
        "Margaret Derek Susan Alan Joyce Peter Gemma Callum Hazel Owen Sian Fiona Graham Lorna Isla Kevin",
        "Thornley Bradwell Pickering Hollis Ashworth Denby Marlow Fairclough Pritchard Kerr Lowther Stannard",
    ),
    (
        4,
        "Asif Nasreen Imran Farida Harpreet Gurdeep Meera Sanjay Anjali Rahim Shabana Kiran",
        "Chaudhry Malik Dhillon Sandhu Desai Menon Rahman Begum Kapoor Siddiqui",
    ),
    (
        3,
        "Abena Kwame Ngozi Tunde Yvette Winston Marcia Leroy Ifeoma Samuel",
        "Boateng Okafor Adeyemi Mensah Grant Campbell Bailey Nwosu",
    ),
    (2, "Agnieszka Marek Ioana Radu Zofia Tomasz Elena Mihai", "Wrona Zielonka Ionescu Dobre Lis Marin"),
    (1, "Mei Jun Li-Na Wai Hoang Thu", "Cheung Lau Tran Fong Nguyen Kwok"),
    (1, "Leila Yusuf Amal Tariq Zeynep Emre", "Haddad Aydin Nasser Karimi Demir Aziz"),
)


def invent_names(count: int, rng: random.Random) -> list[tuple[str, str]]:
    """Gives `count` pairs of first and last name, each different while there are enough to go round."""
    taken: set[tuple[str, str]] = set()
    names = []
    for _ in range(count):
        name = _invent(rng)
        for _ in range(20):
            if name not in taken:
                break
            name = _invent(rng)
        taken.add(name)
        names.append(name)
    return names


def _invent(rng: random.Random) -> tuple[str, str]:
    weights = [weight for weight, _, _ in _BACKGROUNDS]
    _, first_names, last_names = rng.choices(_BACKGROUNDS, weights)[0]
    return rng.choice(first_names.split()), rng.choice(last_names.split())
